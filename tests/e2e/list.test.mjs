/** The list in the real window: whatever is opened, left and come back to, its rows are drawn. */
import assert from 'node:assert/strict';
import { fillLibrary, group, person, put } from './conversations.mjs';
import { windowTest } from './harness/index.mjs';

/** @typedef {import('./harness/index.mjs').App} App */

const LAST = 48;

/** @param {import('./harness/index.mjs').Window} window */
async function scrolledToTheEnd(window) {
  const { app } = window;
  await fillLibrary(window, { count: LAST, groups: ['Flats'] });
  await put(app, 'Flats', [1, 2]);
  await app.hover(person(3));
  app.display.wheel(60);
  await app.waitFor(() => isInSight(app, LAST));
}

/**
 * Whether a person's row is drawn, and not outside of what the list shows.
 * @param {App} app
 * @param {number} number
 */
function isInSight(app, number) {
  return app.execute((css) => {
    const row = document.querySelector(css)?.getBoundingClientRect();
    const list = document.querySelector('[data-pane="list"] [role="listbox"]')?.getBoundingClientRect();
    return row && list && row.top >= list.top && row.bottom <= list.bottom;
  }, person(number));
}

windowTest('a view that was scrolled is where it was after a short group', async (window) => {
  const { app } = window;
  await scrolledToTheEnd(window);
  await app.click(group('Flats'));
  await app.waitForNo(person(3));
  assert.ok(await isInSight(app, 1));
  await app.click('[data-view="all"]');
  await app.waitFor(() => isInSight(app, LAST));
});

windowTest('a group that springs open under a drag shows its rows', async (window) => {
  const { app } = window;
  await scrolledToTheEnd(window);
  await app.pickUp(person(LAST - 1));
  await app.hover(group('Flats'));
  await app.waitForNo(person(LAST));
  app.display.release();
  await app.waitFor(() => isInSight(app, LAST - 1));
  await app.click('[data-view="all"]');
  await app.waitFor(() => isInSight(app, LAST));
});

windowTest('all conversations are there after the group that is open was deleted', async (window) => {
  const { app } = window;
  await scrolledToTheEnd(window);
  await app.click(group('Flats'));
  await app.waitForNo(person(3));
  await app.invoke('delete_conversation_group', { groupName: 'Flats' });
  await app.waitFor(() => isInSight(app, LAST));
});
