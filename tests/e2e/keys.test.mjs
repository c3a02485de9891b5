/** The window by keys alone, where the web view itself decides: menus, focus, and the size of everything. */
import assert from 'node:assert/strict';
import { fillLibrary, group, person } from './conversations.mjs';
import { windowTest } from './harness/index.mjs';

/** @typedef {import('./harness/index.mjs').App} App */

/**
 * Makes the window as small or large as a person would.
 * @param {App} app
 * @param {number} width
 * @param {number} height
 */
async function resize(app, width, height) {
  app.display.run('xdotool', 'search', '--name', '^Sheaf$', 'windowsize', '%@', `${width}`, `${height}`);
  await app.waitFor(async () => (await app.execute(() => innerWidth)) === width, { what: `${width} px` });
}

/**
 * Waits until the focus is on something that answers to `css`.
 * @param {App} app
 * @param {string} css
 */
function focusOn(app, css) {
  return app.waitFor(() => app.execute((wanted) => document.activeElement?.matches(wanted), css), {
    what: `the focus on ${css}`,
  });
}

const list = '[data-pane="list"] [role="listbox"]';
const messages = '[data-pane="reader"] [role="region"]';

windowTest('a group’s menu opens by its keys and leads to colour and emoji', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 2, groups: ['Family', 'Flats'] });
  await app.click(group('Flats'));
  for (const key of ['shift+F10', 'Menu']) {
    app.key(key);
    await app.waitFor('[role="menu"]');
    app.key('Escape');
    await app.waitForNo('[role="menu"]');
    await focusOn(app, group('Flats'));
  }
  app.key('shift+F10', 'Down', 'Down', 'Return');
  await app.waitFor('[role="radiogroup"]');
  app.key('Escape');
  await focusOn(app, group('Flats'));
  // The group goes, and the keys go on with the next thing.
  app.key('Delete');
  await app.waitForNo(group('Flats'));
  await focusOn(app, '[data-new-group]');
});

windowTest('a narrow window goes into the messages and back to the row', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 40 });
  await resize(app, 800, 560);
  app.key('F6', 'F6');
  await focusOn(app, list);
  app.key('End', 'Up');
  await app.waitFor(person(39));
  app.key('Return');
  await focusOn(app, messages);
  app.key('Escape');
  await focusOn(app, list);
  await app.waitFor(`${person(39)}.cursor`);
});

windowTest('Ctrl and plus draw everything larger, also after a restart', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 3, groups: ['Flats'] });
  app.key('ctrl+plus', 'ctrl+plus');
  const isDrawn = (/** @type {App} */ shown, /** @type {number} */ percent) =>
    shown.waitFor(
      async () =>
        Math.abs(
          shown.display.windowArea('Sheaf').width / (await shown.execute(() => innerWidth)) - percent / 100,
        ) < 0.01,
      { what: `${percent} %` },
    );
  await isDrawn(app, 125);
  await app.waitFor(async () => (await app.invoke('get_settings')).zoom === 125);
  const again = await window.restart();
  await isDrawn(again, 125);
  again.key('ctrl+0');
  await isDrawn(again, 100);
});

windowTest('what is pressed and goes away leaves the keys in the window', async ({ app }) => {
  const press = async (/** @type {string} */ css) => {
    await app.waitFor(css);
    await app.execute((wanted) => /** @type {HTMLElement} */ (document.querySelector(wanted)).focus(), css);
    app.key('Return');
  };
  await press('[data-samples]');
  await focusOn(app, list);
  await app.waitFor('[data-row].cursor');
  const all = await app.count('[data-conversation]');

  app.key('Delete');
  await press('[data-toast] .action');
  await focusOn(app, list);
  await app.waitFor(async () => (await app.count('[data-conversation]')) === all);

  app.key('ctrl+a', 'Delete');
  await focusOn(app, '.empty button');
  app.key('Return');
  await focusOn(app, list);
  app.key('space');
  await press('[data-pane="reader"] .primary');
  await focusOn(app, list);

  app.key('ctrl+comma');
  await press('[data-erase]');
  await press('dialog .danger:not([data-erase])');
  await app.waitForNo('[data-erase]');
  await focusOn(app, 'dialog, dialog *');
  await press('[data-remove-samples]');
  await app.waitForNo('[data-remove-samples]');
  await focusOn(app, 'dialog, dialog *');
});

windowTest('a hit is opened by Enter, entered by the next, and left by Escape', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 6 });
  app.key('ctrl+k');
  await app.type('hello from 4');
  await app.waitFor('[data-hit]');
  app.key('Return');
  await app.waitFor('[data-pane="reader"] [data-message]');
  await focusOn(app, '[data-search]');
  app.key('Return');
  await focusOn(app, '[data-message]');
  app.key('Escape', 'Escape');
  await focusOn(app, list);
});
