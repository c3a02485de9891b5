/** Starting: the first time, in the person's language, again, twice at once, after a power cut, and in vain. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

windowTest('a restart opens the view and the conversation that were open', async (window) => {
  await fillLibrary(window, { count: 3, groups: ['Suppliers'] });
  await put(window.app, 'Suppliers', [2, 3]);
  await window.app.click(group('Suppliers'));
  await window.app.waitForNo(person(1));
  await window.app.click(person(3));
  await window.app.waitFor('[data-pane="reader"] [data-message]');
  const app = await window.restart();
  await app.waitFor(`${group('Suppliers')}[aria-current="true"]`);
  await app.waitFor(`${person(3)}[aria-current]`);
  await app.waitFor('[data-pane="reader"] [data-message]');
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

/**
 * Keeps what the app leaves outside of its data folder in the test's own.
 * @param {string} folder
 */
const temporaryIn = (folder) => ({ TMPDIR: folder, XDG_RUNTIME_DIR: '' });

for (const [language, words] of /** @type {const} */ ([
  ['en', 'A file stands where Sheaf’s data folder should be.'],
  ['zh_CN', '应该是 Sheaf 数据文件夹的位置，却是一个文件'],
])) {
  windowTest(
    `a data folder that is a file is told in ${language}, and tried again when asked`,
    async ({ folder, restart }) => {
      const dataDir = join(folder, 'taken');
      writeFileSync(dataDir, 'mine');
      const app = await restart({ dataDir, env: temporaryIn(folder) });
      assert.ok((await app.text('[data-failed=not-a-folder]'))?.includes(words));
      assert.equal(readFileSync(dataDir, 'utf8'), 'mine');
      await app.click('[data-failed] button');
      await app.waitFor('[data-failed] button:not(:disabled)');
      rmSync(dataDir);
      await app.click('[data-failed] button');
      await app.waitFor('[data-start]');
    },
    { language },
  );
}

windowTest('a data folder that cannot be written is told', async ({ folder, restart }) => {
  // Not even root writes there.
  const dataDir = join(folder, 'read-only');
  symlinkSync('/sys', dataDir);
  const app = await restart({ dataDir, env: temporaryIn(folder) });
  assert.match((await app.text('[data-failed=read-only]')) ?? '', /may not write in its data folder/);
});
