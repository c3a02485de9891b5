/** What each drop does, with a real mouse. */
import assert from 'node:assert/strict';
import { fillLibrary, group, members, person, put } from './conversations.mjs';
import { windowTest } from './harness/index.mjs';

const preview = '[data-drag-preview]';
const groups = ['Family', 'Flats', 'Suppliers'];

windowTest('a conversation dropped on a group is in it, and Undo takes it out', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 5, groups });
  await app.drag(person(2), group('Suppliers'));
  await app.waitFor('[data-toast]');
  assert.deepEqual(await members(app, 'Suppliers'), [2]);
  assert.equal(await app.text(`${group('Suppliers')} .count`), '1');

  await app.click('[data-toast] button');
  await app.waitFor(async () => (await members(app, 'Suppliers')).length === 0);
});

windowTest('a dragged selection goes as a whole, and the preview says so', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 6, groups });
  await app.click(person(2));
  await app.click(person(4), { hold: ['shift'] });
  await app.click(person(6), { hold: ['ctrl'] });
  await app.pickUp(person(3));
  await app.hover(group('Flats'));
  await app.waitFor(async () => (await app.text(preview))?.includes('Add 4 to Flats'));
  assert.equal(await app.text(`${group('Flats')} .count`), '0 + 4');
  app.display.release();
  await app.waitFor(async () => (await members(app, 'Flats')).length === 4);
  assert.deepEqual(await members(app, 'Flats'), [2, 3, 4, 6]);
});

windowTest('an unselected conversation goes alone, though others are selected', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 5, groups });
  await app.click(person(1));
  await app.click(person(2), { hold: ['ctrl'] });
  await app.drag(person(4), group('Family'));
  await app.waitFor('[data-toast]');
  assert.deepEqual(await members(app, 'Family'), [4]);
});

windowTest('Shift from inside a group moves, in one step that one Undo takes back', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 4, groups });
  await put(app, 'Flats', [1, 2]);
  await app.click(group('Flats'));
  await app.waitForNo(person(3));
  await app.pickUp(person(1));
  await app.hover(group('Suppliers'));
  await app.waitFor(async () => (await app.text(preview))?.includes('Add to Suppliers'));
  await app.display.holding(['shift'], async () => {
    await app.waitFor(async () => (await app.text(preview))?.includes('Move to Suppliers'));
    app.display.release();
    await app.waitForNo(person(1));
  });
  await app.waitFor(async () => (await members(app, 'Suppliers')).length === 1);
  assert.deepEqual(await members(app, 'Flats'), [2]);

  await app.invoke('undo');
  assert.deepEqual([await members(app, 'Flats'), await members(app, 'Suppliers')], [[1, 2], []]);
});

windowTest('"Ungrouped" takes a conversation out of the group being viewed', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 4, groups });
  await put(app, 'Flats', [1, 2]);
  await put(app, 'Family', [1]);
  await app.click(group('Flats'));
  await app.waitForNo(person(3));
  await app.drag(person(1), '[data-view="ungrouped"]');
  await app.waitForNo(person(1));
  await app.waitFor(async () => (await members(app, 'Flats')).length === 1);
  assert.deepEqual(await members(app, 'Family'), [1]);
});

windowTest('"Ungrouped" says why it takes nothing from elsewhere', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 2, groups });
  await put(app, 'Flats', [1]);
  await app.pickUp(person(1));
  await app.hover('[data-view="ungrouped"]');
  await app.waitFor(async () => (await app.text(preview))?.includes('Open a group'));
  app.display.release();
  await app.waitForNo(preview);
  assert.deepEqual(await members(app, 'Flats'), [1]);
});

windowTest('a group that holds them already says so and stays as it is', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 2, groups });
  await put(app, 'Flats', [1]);
  await app.pickUp(person(1));
  await app.hover(group('Flats'));
  await app.waitFor(async () => (await app.text(preview))?.includes('Already there'));
  app.display.release();
  await app.waitForNo(preview);
  assert.equal(await app.find('[data-toast]'), null);
});

windowTest('"New group" makes a group of them and asks for its name in place', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 3, groups });
  await app.drag(person(3), '[data-new-group]');
  await app.waitFor(() => app.execute(() => document.activeElement?.matches('[data-pane="groups"] input')));
  await app.type('Harbour');
  app.key('Return');
  await app.waitFor(group('Harbour'));
  assert.deepEqual(await members(app, 'Harbour'), [3]);
  assert.deepEqual(await app.invoke('get_conversation_group_list'), [...groups, 'Harbour']);
});

windowTest('groups go where they are dragged', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 1, groups });
  const order = () => app.invoke('get_conversation_group_list');
  await app.drag(group('Suppliers'), { css: group('Family'), at: { x: 0.5, y: 0.2 } });
  await app.waitFor(async () => (await order())[0] === 'Suppliers');
  assert.deepEqual(await order(), ['Suppliers', 'Family', 'Flats']);

  await app.drag(group('Suppliers'), { css: group('Flats'), at: { x: 0.5, y: 0.8 } });
  await app.waitFor(async () => (await order())[2] === 'Suppliers');
  assert.deepEqual(await order(), ['Family', 'Flats', 'Suppliers']);
  const shown = await app.texts('[data-group] .name');
  assert.deepEqual(shown, ['Family', 'Flats', 'Suppliers']);
});

windowTest('pinned conversations go where they are dragged', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 5 });
  for (const number of [1, 2, 3]) {
    const conversationID = await app.attribute(person(number), 'data-conversation');
    await app.invoke('pin_conversation', { conversationID, isPinned: true });
  }
  await app.click('[data-view="pinned"]');
  await app.waitForNo(person(4));
  const order = () => app.texts('[data-pane="list"] [data-conversation] .title');
  const before = await order();
  assert.equal(before.length, 3);
  const [first, , last] = before.map((title) => person(Number(title.replace('Person ', ''))));
  await app.drag(last, { css: first, at: { x: 0.5, y: 0.2 } });
  await app.waitFor(async () => (await order())[0] === before[2]);
  assert.deepEqual(await order(), [before[2], before[0], before[1]]);
});
