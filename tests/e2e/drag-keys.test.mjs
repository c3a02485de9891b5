/** What dragging does, without dragging. */
import assert from 'node:assert/strict';
import { fillLibrary, group, members, person, put } from './conversations.mjs';
import { windowTest } from './harness/index.mjs';

const groups = ['Family', 'Flats', 'Suppliers'];
const announced = '[data-announcement]';

windowTest('keys pick up, step through the targets, drop, and say each step', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 4, groups });
  const says = (/** @type {string} */ words) =>
    app.waitFor(async () => (await app.text(announced))?.includes(words), { what: words });
  await app.click(person(2));
  app.key('ctrl+x');
  await says('Picked up Person 2');
  await says('Family');
  app.key('Down');
  await says('Flats. Add to Flats');
  app.key('Return');
  await says('Dropped: Add to Flats');
  await app.waitFor(async () => (await members(app, 'Flats')).length === 1);
  assert.deepEqual(await members(app, 'Flats'), [2]);
  assert.equal(await app.execute(() => document.activeElement?.getAttribute('role')), 'listbox');
});

windowTest('Shift and Enter moves, Escape cancels', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 4, groups });
  await put(app, 'Flats', [1, 2]);
  await app.click(group('Flats'));
  await app.waitForNo(person(3));
  await app.click(person(1));
  app.key('ctrl+x', 'Down', 'Escape');
  await app.waitFor(async () => (await app.text(announced))?.includes('Cancelled'));
  app.key('ctrl+x', 'Down', 'shift+Return');
  await app.waitFor(async () => (await members(app, 'Family')).length === 1);
  assert.deepEqual(await members(app, 'Flats'), [2]);
});

windowTest('Alt with an arrow moves a group, and it keeps the focus', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 1, groups });
  await app.execute(
    (css) => /** @type {HTMLElement} */ (document.querySelector(css)).focus(),
    group('Suppliers'),
  );
  app.key('alt+Up');
  const order = () => app.invoke('get_conversation_group_list');
  await app.waitFor(async () => (await order())[1] === 'Suppliers');
  await app.waitFor(() => app.execute((css) => document.activeElement?.matches(css), group('Suppliers')));
  app.key('alt+Up');
  await app.waitFor(async () => (await order())[0] === 'Suppliers');
});

windowTest(
  '"Add to group…" finds a group by a few letters, and makes one that is not there',
  async (window) => {
    const { app } = window;
    await fillLibrary(window, { count: 4, groups });
    await app.click(person(1));
    await app.click(person(2), { hold: ['shift'] });
    app.key('ctrl+g');
    await app.waitFor('[data-palette]');
    await app.type('supp');
    await app.waitFor('[data-option="Suppliers"][aria-selected="true"]');
    app.key('Return');
    await app.waitForNo('[data-palette]');
    await app.waitFor(async () => (await members(app, 'Suppliers')).length === 2);

    app.key('ctrl+g');
    await app.waitFor('[data-palette]');
    assert.equal(
      await app.attribute('[role="option"][data-option]', 'data-option'),
      'Suppliers',
      'the recent one first',
    );
    await app.type('Harbour');
    await app.waitFor('[data-option-new][aria-selected="true"]');
    app.key('Return');
    await app.waitFor(group('Harbour'));
    assert.deepEqual(await members(app, 'Harbour'), [1, 2]);
  },
);
