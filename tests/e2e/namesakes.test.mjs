/** Chats of one name: an export that only has the name of a conversation is asked about. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dropFiles, windowTest } from './harness/index.mjs';

const middle = { x: 640, y: 400 };
const dialog = 'dialog[open] [data-namesakes]';
const known = '[data-conversation="GROUPwhatsapp:Family"]';
const apart = '[data-conversation="GROUPwhatsapp:Family (2)"]';

/**
 * Writes a WhatsApp export of the chat “Family”: a message of each person on a day.
 * @param {string} folder
 * @param {string} name
 * @param {number} day Of January 2024, after the 12th.
 * @param {string[]} people
 */
function writeFamily(folder, name, day, people) {
  const inside = join(folder, name);
  mkdirSync(inside);
  const path = join(inside, 'WhatsApp Chat with Family.txt');
  const rows = people.map(
    (person, minute) => `${day}/01/2024, 10:0${minute} - ${person}: hello from ${name}\n`,
  );
  writeFileSync(path, rows.join(''));
  return path;
}

/** @param {import('./harness/index.mjs').App} app */
async function counts(app) {
  const { conversationList } = await app.invoke('get_conversation_list', {});
  return Object.fromEntries(
    conversationList.map(
      /** @param {{ conversationID: string, messageCount: number }} conversation */
      ({ conversationID, messageCount }) => [conversationID, messageCount],
    ),
  );
}

windowTest('a dropped chat of a known name goes on the conversation when it is the same', async (window) => {
  const { app, folder } = window;
  await dropFiles(app, [writeFamily(folder, 'first', 13, ['Bo', 'Cy', 'Di'])], middle);
  await app.waitFor(known);
  await dropFiles(app, [writeFamily(folder, 'second', 20, ['Bo', 'Cy', 'Di', 'Eve'])], middle);
  await app.waitFor(dialog);
  assert.match((await app.text(dialog)) ?? '', /Family is in your library already \(3 messages, last on/);
  assert.match((await app.text(dialog)) ?? '', /3 people in common/);
  assert.deepEqual(await counts(app), { 'GROUPwhatsapp:Family': 3 });
  await app.click('dialog[open] button[type="submit"]');
  await app.waitForNo('dialog[open]');
  await app.waitFor(async () => (await counts(app))['GROUPwhatsapp:Family'] === 7);
});

windowTest('closed, the question waits; answered by keys, the chat is kept apart', async (window) => {
  const { app, folder } = window;
  await dropFiles(app, [writeFamily(folder, 'first', 13, ['Bo', 'Cy', 'Di'])], middle);
  await app.waitFor(known);
  await dropFiles(app, [writeFamily(folder, 'other', 20, ['Bo', 'Eve', 'Fay'])], middle);
  await app.waitFor(dialog);
  app.key('Escape');
  await app.waitForNo('dialog[open]');
  assert.deepEqual(await counts(app), { 'GROUPwhatsapp:Family': 3 });

  await app.click('[data-waiting-chats] .answer');
  await app.waitFor(dialog);
  // Past the button that closes it to the chosen answer, down to the other one, and in.
  app.key('Tab', 'Tab', 'Down', 'Return');
  await app.waitFor(apart);
  assert.deepEqual(await counts(app), {
    'GROUPwhatsapp:Family': 3,
    'GROUPwhatsapp:Family (2)': 3,
  });
  await app.waitForNo('[data-waiting-chats]');
});

windowTest('files of the command line are asked about like any other', async ({ app, folder, restart }) => {
  await app.invoke('import_files', {
    paths: [writeFamily(folder, 'first', 13, ['Bo', 'Cy', 'Di'])],
  });
  const again = await restart({
    files: [writeFamily(folder, 'second', 20, ['Bo', 'Cy', 'Di'])],
  });
  await again.waitFor(dialog);
});
