/** Searching in the real window, by keys and with the mouse. */
import assert from 'node:assert/strict';
import { writeExport } from './conversations.mjs';
import { numbered, writeChat } from './exports.mjs';
import { windowTest } from './harness/index.mjs';

const field = '[data-search]';
const hit = '[data-search-results] [data-hit]';

/** @param {import('./harness/index.mjs').Window} window */
async function fill({ app, folder }) {
  const harbour = numbered(2000);
  harbour[41] = { text: 'the tooling quote for the harbour' };
  const paths = [
    writeChat(folder, { name: 'Marta', id: 1, messages: harbour }),
    writeChat(folder, { name: '李建国', id: 2, messages: [{ text: '样品已经寄出，周四能到' }] }),
    writeChat(folder, { name: 'Harbour flat', id: 3, messages: [{ text: 'hello' }] }),
  ];
  await app.invoke('import_files', { paths });
  await app.invoke('create_conversation_group', { groupName: 'Flats', conversationIDList: [] });
  await app.waitFor('[data-group="Flats"]');
}

windowTest('Ctrl+K, a word and Enter lead to the message, which is in sight', async (window) => {
  const { app } = window;
  await fill(window);
  app.key('ctrl+k');
  await app.type('tooling');
  await app.waitFor(hit);
  assert.equal(await app.text(`${hit} mark`), 'tooling');
  app.key('Return');
  await app.waitFor(async () => (await app.text('[data-pane="reader"] .marked'))?.includes('tooling quote'));
  const { top, bottom } = await app.execute(() => {
    const rect = document.querySelector('[data-pane="reader"] .marked')?.getBoundingClientRect();
    return { top: rect?.top ?? -1, bottom: rect?.bottom ?? -1 };
  });
  assert.ok(top > 63 && bottom < 820, `from ${top} to ${bottom}`);
  const slid = await app.execute(() => document.scrollingElement?.scrollTop);
  assert.equal(slid, 0, 'nothing but the messages scrolls');
});

windowTest('titles come before messages, and Escape brings the list back', async (window) => {
  const { app } = window;
  await fill(window);
  await app.click(field);
  await app.type('harbour');
  await app.waitFor(async () => (await app.count(hit)) === 2);
  const found = await app.texts(hit);
  assert.match(found[0] ?? '', /Harbour flat/);
  assert.match(found[1] ?? '', /tooling quote/);
  app.key('Escape');
  await app.waitForNo('[data-search-results]');
  assert.equal(await app.count('[data-pane="list"] [data-conversation]'), 3);
});

windowTest('Chinese words are found inside a sentence', async (window) => {
  const { app } = window;
  await fill(window);
  await app.click(field);
  // A real keyboard types Chinese through an input method; the field hears the same event.
  await app.execute((selector) => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector(selector));
    input.value = '寄出';
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, field);
  await app.waitFor(async () => (await app.text(`${hit} mark`)) === '寄出');
});

windowTest('a hit is dragged onto a group as a row is', async (window) => {
  const { app } = window;
  await fill(window);
  await app.click(field);
  await app.type('tooling');
  await app.waitFor(hit);
  await app.drag(hit, '[data-group="Flats"]');
  await app.waitFor(async () => {
    const { conversationList } = await app.invoke('get_conversation_list', {
      options: { groupName: 'Flats' },
    });
    return conversationList.length === 1 && conversationList[0].title === 'Marta';
  });
});

windowTest('hits are selected, filed and picked up by keys alone', async (window) => {
  const { app } = window;
  await fill(window);
  const held = async () => {
    const { conversationList } = await app.invoke('get_conversation_list', {
      options: { groupName: 'Flats' },
    });
    return conversationList.length;
  };
  app.key('ctrl+k');
  await app.type('harbour');
  await app.waitFor(async () => (await app.count(hit)) === 2);
  app.key('shift+Down');
  await app.waitFor(async () =>
    (await app.text('[data-search-results] [role="status"]'))?.startsWith('2 selected'),
  );
  app.key('ctrl+g');
  await app.waitFor('[data-palette]');
  await app.type('Flats');
  app.key('Return');
  await app.waitFor(async () => (await held()) === 2);
  await app.waitForNo('[data-palette]');
  app.key('ctrl+x');
  await app.waitFor('[data-drag-preview]');
  // The last place is "New group", which asks for its name at once.
  app.key('End', 'Return');
  await app.waitFor('[data-group="New group"] input');
});

windowTest('the results are reached by Tab and have the keys of the list', async (window) => {
  const { app } = window;
  await fill(window);
  app.key('ctrl+k');
  await app.type('harbour');
  await app.waitFor(async () => (await app.count(hit)) === 2);
  await app.waitFor(async () => {
    app.key('Tab');
    return app.execute(() => document.activeElement?.matches('[data-search-results] [role="listbox"]'));
  });
  app.key('ctrl+a');
  await app.waitFor(async () => (await app.count(`${hit}[aria-selected="true"]`)) === 2);
  app.key('Home', 'Return');
  await app.waitFor(async () => (await app.text('[data-pane="reader"]'))?.includes('Harbour flat'));
});

windowTest('what is selected of many hits outlives an import, and few are drawn', async (window) => {
  const { app, folder } = window;
  await app.invoke('import_files', { paths: [writeExport(folder, { count: 600 })] });
  app.key('ctrl+k');
  await app.type('hello');
  await app.waitFor(hit);
  await app.click(hit);
  // Each leads to the end of what was read so far, and on.
  await app.waitFor(async () => {
    app.key('End');
    return (await app.count('[data-hit="599"]')) === 1;
  });
  assert.ok(await inSight(app, '[data-hit="599"]'), 'the last hit is in sight');
  assert.ok((await app.count(hit)) < 50, `${await app.count(hit)} hits in the document`);
  app.key('ctrl+a');
  const said = () => app.text('[data-search-results] [role="status"]');
  await app.waitFor(async () => (await said())?.startsWith('600 selected · 600 found'));
  await app.invoke('import_files', { paths: [writeExport(folder, { count: 1, first: 601 })] });
  await app.waitFor(async () => (await said())?.includes('601 found'));
  assert.match((await said()) ?? '', /^600 selected/);
  app.key('Home');
  await app.waitFor(() => inSight(app, '[data-hit="0"]'));
});

/**
 * Whether an element is wholly in its list, with nothing above it.
 * @param {import('./harness/index.mjs').App} app
 * @param {string} css
 */
function inSight(app, css) {
  return app.execute((selector) => {
    const element = document.querySelector(selector);
    const list = element?.closest('[role="listbox"]')?.getBoundingClientRect();
    if (!element || !list) return false;
    const { left, top, bottom } = element.getBoundingClientRect();
    const isThere = (/** @type {number} */ y) => element.contains(document.elementFromPoint(left + 20, y));
    return top >= list.top && bottom <= list.bottom && isThere(top + 2) && isThere(bottom - 2);
  }, css);
}

windowTest('nothing found says so and what to try', async (window) => {
  const { app } = window;
  await fill(window);
  await app.click(field);
  await app.type('zebra');
  await app.waitFor(async () =>
    (await app.text('[data-search-results]'))?.includes('Nothing found for “zebra”'),
  );
  await app.click('[data-view="all"]');
  await app.waitForNo('[data-search-results]');
});
