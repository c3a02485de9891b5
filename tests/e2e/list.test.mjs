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
  await app.waitFor(() => isInSight(app, 1));
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

windowTest('what is marked unread has a badge until it is opened', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 2 });
  const badge = `${person(1)} .unread`;
  const marked = { conversationIDList: ['C2Ctelegram:user1001'], markType: 2, enableMark: true };
  await app.invoke('mark_conversation', marked);
  await app.waitFor(badge);
  await app.click(person(1));
  await app.waitForNo(badge);
  await app.waitFor(async () => (await app.invoke('get_total_unread_message_count')) === 0);
});

windowTest('a group’s mark stays in its row, whatever the font makes of its emoji', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 1, groups: ['Flats'] });
  // Joined as one emoji, and drawn as six by every font.
  await app.invoke('set_group_look', { groupName: 'Flats', emoji: Array(6).fill('🦊').join('\u200d') });
  await app.waitFor(`${group('Flats')} .emoji`);
  const { mark, row } = await app.execute((css) => {
    const row = document.querySelector(css);
    const mark = row?.querySelector('.emoji');
    return {
      mark: mark && {
        width: mark.clientWidth,
        drawn: mark.scrollWidth,
        hides: getComputedStyle(mark).overflow,
      },
      row: row?.getBoundingClientRect().height,
    };
  }, group('Flats'));
  assert.equal(mark?.hides, 'hidden');
  assert.ok(mark.width < 24 && mark.drawn > mark.width, `${JSON.stringify(mark)} in a row of ${row}`);
});
