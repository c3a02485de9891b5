/** Real files dropped on the window from another program. */
import assert from 'node:assert/strict';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { person, writeExport } from './conversations.mjs';
import { dropFiles, windowTest } from './harness/index.mjs';

/** The middle of the window. */
const target = { x: 640, y: 400 };

windowTest('a dropped export is imported, whatever its name', async ({ app, folder }) => {
  const file = join(folder, '聊天 export ü.json');
  renameSync(writeExport(folder, { count: 2 }), file);
  await dropFiles(app, [file], target);
  await app.waitFor(person(1));
  await app.waitFor(person(2));
});

windowTest('several files and a folder are imported in one drop', async ({ app, folder }) => {
  const inside = join(folder, 'exports');
  mkdirSync(inside);
  writeExport(inside, { count: 1, first: 3 });
  const files = [1, 2].map((first) => writeExport(folder, { count: 1, first }));
  await dropFiles(app, [...files, inside], target);
  for (const number of [1, 2, 3]) await app.waitFor(person(number));
});

windowTest('the window says that files can be let go while they hang over it', async ({ app, folder }) => {
  await dropFiles(app, [writeExport(folder, { count: 1 })], target, {
    beforeDrop: () => app.waitFor('[data-drop-overlay]'),
  });
  await app.waitForNo('[data-drop-overlay]');
});

windowTest('a dropped file that is no export is told, and nothing else happens', async ({ app, folder }) => {
  const file = join(folder, 'photo.json');
  writeFileSync(file, '{"a": [1, 2, 3]}');
  await dropFiles(app, [file], target);
  await app.waitFor(async () => (await app.text('[data-import-summary]'))?.includes('photo.json'));
  assert.equal(await app.count('[data-conversation]'), 0);
});
