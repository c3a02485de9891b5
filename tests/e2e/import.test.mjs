/** Importing as the window shows it: how far it is, what it brought, and what to do when it fails. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { numbered, writeChat } from './exports.mjs';
import { dropFiles, windowTest } from './harness/index.mjs';

const progress = '[data-import-progress]';
const summary = '[data-import-summary]';
const middle = { x: 640, y: 400 };

/**
 * @param {import('./harness/index.mjs').App} app
 * @param {string} selector
 * @param {string} words
 */
const says = (app, selector, words) =>
  app.waitFor(async () => (await app.text(selector))?.includes(words), {
    what: `${selector} to say ${words}`,
  });

windowTest('the panel tells what was added, and again what was there already', async ({ app, folder }) => {
  const file = writeChat(folder, { name: 'Marta', messages: numbered(1204) });
  await dropFiles(app, [file], middle);
  await says(app, summary, 'Added 1 conversation and 1,204 messages from Telegram.');
  await dropFiles(app, [file], middle);
  await says(app, summary, 'Nothing new: all 1,204 messages were already there.');
});

windowTest(
  'a long import shows how far it is, and rows while it runs; cancel keeps what came',
  async ({ app, folder }) => {
    const file = writeChat(folder, { name: 'Long', messages: numbered(600_000) });
    await dropFiles(app, [file], middle);
    await app.waitFor(`${progress} [role="progressbar"][aria-valuenow]`, { timeout: 20_000 });
    await app.waitFor('[data-pane="list"] [data-conversation]', { timeout: 20_000 });
    await app.click(`${progress} button`);
    await says(app, summary, 'The import was stopped.');
    const { conversationList } = await app.invoke('get_conversation_list', {});
    assert.ok(conversationList[0].messageCount > 0);
    assert.ok(conversationList[0].messageCount < 600_000);
    await dropFiles(app, [file], middle);
    await app.waitFor(async () => (await app.text(summary))?.includes('Added'), { timeout: 60_000 });
    const again = await app.invoke('get_conversation_list', {});
    assert.equal(again.conversationList[0].messageCount, 600_000);
  },
);

windowTest(
  'a cut-off file gives what came before, says where it broke, and details list it',
  async ({ app, folder }) => {
    const file = writeChat(folder, { name: 'Marta', messages: numbered(500) });
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, Math.floor(whole.length * 0.6)));
    await dropFiles(app, [file], middle);
    await says(app, summary, 'The file is cut off');
    await app.click(`${summary} .actions button`);
    await says(app, 'dialog[open]', 'Everything before');
    await says(app, 'dialog[open]', 'byte');
  },
);

for (const [language, words] of /** @type {const} */ ([
  ['en', 'This is not an export that Sheaf knows: it is a picture.'],
  ['zh_CN', '这不是 Sheaf 能识别的导出文件，而是图片'],
])) {
  windowTest(
    `a file that is no export is told in ${language}, and the window goes on`,
    async ({ app, folder }) => {
      const picture = join(folder, 'holiday.png');
      writeFileSync(picture, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
      const good = writeChat(folder, { name: 'Marta', messages: numbered(2) });
      await dropFiles(app, [picture, good], middle);
      await says(app, summary, words);
      await app.waitFor('[data-pane="list"] [data-conversation]');
    },
    { language },
  );
}

windowTest('an empty file and a folder without exports are told apart', async ({ app, folder }) => {
  const empty = join(folder, 'empty.json');
  writeFileSync(empty, '');
  await dropFiles(app, [empty], middle);
  await says(app, summary, 'The file is empty.');
  const nothing = join(folder, 'nothing');
  mkdirSync(nothing);
  writeFileSync(join(nothing, 'notes.txt'), 'milk, bread');
  await dropFiles(app, [nothing], middle);
  await says(app, summary, 'There is no export that Sheaf knows in this folder.');
});
