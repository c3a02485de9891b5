/** Starting: the first time, in the person's language, again, twice at once, and after a power cut. */
import assert from 'node:assert/strict';
import { fillLibrary, group, members, person, put, writeExport } from './conversations.mjs';
import { windowTest } from './harness/index.mjs';

windowTest('the first start says what to do, with the groups already beside it', async ({ app }) => {
  assert.equal(await app.title(), 'Sheaf');
  await app.waitFor('[data-pane="groups"] [data-new-group]');
  assert.match((await app.text('[data-start]')) ?? '', /sample conversations/i);
});

windowTest('with conversations there are three panes', async (window) => {
  await fillLibrary(window, { count: 1 });
  assert.deepEqual(
    await window.app.execute(() =>
      [...document.querySelectorAll('[data-pane]')].map((pane) => pane.getAttribute('data-pane')),
    ),
    ['groups', 'list', 'reader'],
  );
});

windowTest(
  'the window speaks the language of the system',
  async ({ app }) => {
    assert.match((await app.text('[data-start]')) ?? '', /\p{Script=Han}/u);
    assert.equal(await app.attribute('html', 'lang'), 'zh-CN');
  },
  { language: 'zh_CN' },
);

windowTest('groups and their conversations are there after a restart', async (window) => {
  await fillLibrary(window, { count: 3, groups: ['Suppliers'] });
  await window.app.drag(person(2), group('Suppliers'));
  await window.app.waitFor(async () => (await members(window.app, 'Suppliers')).length > 0);
  const app = await window.restart();
  await app.click(group('Suppliers'));
  await app.waitFor(person(2));
  await app.waitForNo(person(1));
});

windowTest('what was done is there after the app was ended by force', async (window) => {
  await fillLibrary(window, { count: 3, groups: ['Suppliers'] });
  await put(window.app, 'Suppliers', [1, 3]);
  await window.app.kill();
  const app = await window.restart();
  assert.deepEqual(await members(app, 'Suppliers'), [1, 3]);
});

windowTest('files of the command line are imported', async ({ folder, restart }) => {
  const app = await restart({ files: [writeExport(folder, { count: 2 })] });
  await app.waitFor(person(1));
  await app.waitFor(person(2));
});

windowTest('a second start gives its files to the first window and ends', async (window) => {
  const { app, folder } = window;
  await fillLibrary(window, { count: 1 });
  window.startAgain([writeExport(folder, { count: 1, first: 2 })]);
  await app.waitFor(person(2));
});
