/** The course of a drag, whatever happens on the way: with a real mouse. */
import assert from 'node:assert/strict';
import { fillLibrary, group, members, person, put, writeExport } from './conversations.mjs';
import { pause, windowTest } from './harness/index.mjs';

const preview = '[data-drag-preview]';

windowTest('Escape cancels and changes nothing', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 3, groups: ['Suppliers'] });
  await app.pickUp(person(1));
  await app.hover(group('Suppliers'));
  await app.waitFor(preview);
  app.key('Escape');
  await app.waitForNo(preview);
  app.display.release();
  await pause(200);
  assert.deepEqual(await members(app, 'Suppliers'), []);
  assert.equal(await app.attribute(group('Suppliers'), 'aria-current'), 'false', 'letting go is no click');
});

windowTest('a drop on nothing changes nothing and is no click', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 3, groups: ['Suppliers'] });
  await app.click(person(1));
  await app.drag(person(2), '[data-pane="reader"]');
  await app.waitForNo(preview);
  await app.drag(person(2), person(3));
  await app.waitForNo(preview);
  assert.deepEqual(await members(app, 'Suppliers'), []);
  assert.equal(await app.attribute(person(1), 'aria-selected'), 'true');
});

windowTest('a press that does not move is a click', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 3, groups: ['Suppliers'] });
  await app.click(person(2));
  await app.waitFor(`${person(2)}[aria-selected="true"]`);
  await app.click(group('Suppliers'));
  await app.waitFor(`${group('Suppliers')}[aria-current="true"]`);
});

windowTest('near an edge the groups scroll, to a group below the fold', async (window) => {
  const { app } = window;
  await app.invoke('set_settings', { groupLimit: 60 });
  const groups = Array.from({ length: 50 }, (_, index) => `Group ${index + 1}`);
  await fillLibrary(window, { count: 3, groups });
  const last = group('Group 50');
  const page = await app.execute(() => innerHeight);
  const below = async () => ((await app.find(last))?.y ?? 0) > page;
  assert.ok(await below());
  const scroller = await app.execute(() => {
    let element = document.querySelector('[data-new-group]')?.parentElement;
    while (element && getComputedStyle(element).overflowY !== 'auto') element = element.parentElement;
    const box = element?.getBoundingClientRect();
    return box && { x: box.x + box.width / 2, y: box.bottom - 6 };
  });
  assert.ok(scroller);

  await app.pickUp(person(1));
  await app.hover(scroller);
  await app.waitFor(async () => !(await below()), { what: 'the last group to come into sight' });
  await app.hover(last);
  app.display.release();
  await app.waitFor(async () => (await members(app, 'Group 50')).length === 1);
});

windowTest('however far the groups are scrolled, “Ungrouped” takes what is dropped', async (window) => {
  const { app } = window;
  await app.invoke('set_settings', { groupLimit: 60 });
  const groups = Array.from({ length: 50 }, (_, index) => `Group ${index + 1}`);
  await fillLibrary(window, { count: 3, groups });
  await put(app, 'Group 50', [1, 2]);
  await app.execute(
    (css) => document.querySelector(css)?.scrollIntoView({ block: 'center' }),
    group('Group 50'),
  );
  await app.click(group('Group 50'));
  await app.waitFor(`${group('Group 50')}[aria-current="true"]`);
  await app.drag(person(1), '[data-view="ungrouped"]');
  await app.waitFor(async () => (await members(app, 'Group 50')).length === 1);
});

windowTest('a group rested over opens, and what is dropped into its list is in it', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 4, groups: ['Flats', 'Suppliers'] });
  await put(app, 'Suppliers', [4]);
  await app.pickUp(person(1));
  await app.hover(group('Suppliers'));
  await app.waitFor(`${group('Suppliers')}[aria-current="true"]`);
  await app.hover(person(4));
  await app.waitFor(async () => (await app.text(preview))?.includes('Add to Suppliers'));
  app.display.release();
  await app.waitFor(person(1));
  assert.deepEqual(await members(app, 'Suppliers'), [1, 4]);
  assert.equal(await app.attribute(group('Suppliers'), 'aria-current'), 'true');
});

windowTest('an empty group that opened takes what is dropped into it', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 4, groups: ['Suppliers'] });
  await app.pickUp(person(1));
  await app.hover(group('Suppliers'));
  await app.waitFor(`${group('Suppliers')}[aria-current="true"]`);
  await app.hover('[data-pane="list"]');
  await app.waitFor(async () => (await app.text(preview))?.includes('Add to Suppliers'));
  app.display.release();
  await app.waitFor(person(1));
  assert.deepEqual(await members(app, 'Suppliers'), [1]);
});

windowTest('a group that opened on the way closes again when the drag is cancelled', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 4, groups: ['Suppliers'] });
  await put(app, 'Suppliers', [4]);
  await app.pickUp(person(1));
  await app.hover(group('Suppliers'));
  await app.waitFor(`${group('Suppliers')}[aria-current="true"]`);
  app.key('Escape');
  app.display.release();
  await app.waitFor('[data-view="all"][aria-current="true"]');
  await app.waitFor(person(1));
});

windowTest('a conversation is dropped though its row has scrolled away', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 300, groups: ['Suppliers'] });
  await app.pickUp(person(1));
  await app.waitFor(async () => {
    app.display.wheel(10);
    return (await app.find(person(1))) === null;
  });
  await app.hover(group('Suppliers'));
  await app.waitFor(async () => (await app.text(preview))?.includes('Add to Suppliers'));
  app.display.release();
  await app.waitFor(async () => (await members(app, 'Suppliers')).length === 1);
  assert.deepEqual(await members(app, 'Suppliers'), [1]);
});

windowTest('an import that finishes mid-drag wedges nothing', async (window) => {
  const { app, folder } = window;
  await fillLibrary(window, { count: 20, groups: ['Suppliers'] });
  await app.pickUp(person(3));
  await app.hover(group('Suppliers'));
  await app.waitFor(preview);
  // Newer than all: every row moves down.
  await app.invoke('import_files', { paths: [writeExport(folder, { count: 40, first: -50 })] });
  await app.invoke('create_conversation_group', { groupName: 'Late', conversationIDList: [] });
  await app.waitFor(person(-50));
  await app.waitFor(group('Late'));
  assert.ok(await app.find(preview), 'still in the hand');
  app.display.release();
  await app.waitForNo(preview);
  await app.waitFor(async () => (await members(app, 'Suppliers')).length === 1);
  assert.deepEqual(await members(app, 'Suppliers'), [3]);
  await app.drag(person(-49), group('Late'));
  await app.waitFor(async () => (await members(app, 'Late')).length === 1);
});

windowTest('thousands selected go in one drop and come back with one Undo', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 4000, groups: ['Suppliers'] });
  await app.click(person(1));
  app.key('ctrl+a');
  await app.pickUp(person(1));
  await app.hover(group('Suppliers'));
  await app.waitFor(async () => (await app.text(preview))?.includes('Add 4,000 to Suppliers'));
  app.display.release();
  await app.waitFor(async () => (await members(app, 'Suppliers')).length === 4000);
  assert.equal(await app.text(`${group('Suppliers')} .count`), '4,000');
  await app.click('[data-toast] button');
  await app.waitFor(async () => (await members(app, 'Suppliers')).length === 0);
});
