/** What follows an import: its summary leads to what came in, and offers groups of the product's projects. */
import assert from 'node:assert/strict';
import { numbered, writeChat, writeProjects } from './exports.mjs';
import { dropFiles, windowTest } from './harness/index.mjs';

const summary = '[data-import-summary]';
const show = `${summary} .actions button:last-child`;
const selected = '[data-pane="list"] [data-conversation][aria-selected="true"]';
const middle = { x: 640, y: 400 };

windowTest('Show selects what came in, or opens the one conversation', async ({ app, folder }) => {
  const files = [1, 2, 3].map((id) => writeChat(folder, { name: `Chat ${id}`, id, messages: numbered(id) }));
  await dropFiles(app, files, middle);
  await app.waitFor(show);
  await app.click(show);
  await app.waitFor(async () => (await app.count(selected)) === 3, { what: 'three to be selected' });

  const more = writeChat(folder, { name: 'Chat 2', id: 2, first: 3, messages: numbered(4, 3) });
  await dropFiles(app, [more], middle);
  await app.waitFor(async () => (await app.text(summary))?.includes('Added 4 messages'), {
    what: 'the second import to end',
  });
  await app.click(show);
  await app.waitFor(async () => (await app.text('[data-pane="reader"]'))?.includes('number 6'), {
    what: 'the conversation to be open',
  });
  assert.equal(await app.count(selected), 1);
});

windowTest(
  "ChatGPT's projects become groups with one click, and go with one undo",
  async ({ app, folder }) => {
    const file = writeProjects(folder, { 'g-p-kitchen': 3, 'g-p-thesis': 2 });
    await dropFiles(app, [file], middle);
    const offer = `${summary} [data-folder-offer="chatgpt"]`;
    await app.waitFor(
      async () => (await app.text(offer))?.includes('5 conversations are in 2 ChatGPT projects.'),
      { what: 'the offer' },
    );
    await app.click(`${offer} button`);
    await app.waitFor('[data-group="ChatGPT project 2"]');
    await app.waitForNo(offer);
    const overview = await app.invoke('get_overview');
    const groups = overview.groups.map((/** @type {{ name: string, count: number }} */ group) => group.count);
    assert.deepEqual(groups, [3, 2]);
    await app.click('[data-toast] button');
    await app.waitForNo('[data-group="ChatGPT project 1"]');
    assert.deepEqual((await app.invoke('get_overview')).groups, []);
  },
);

windowTest('a message that was edited since reads anew in the open reader', async ({ app, folder }) => {
  const before = writeChat(folder, { name: 'Marta', messages: [{ text: 'tpyo' }, { text: 'end' }] });
  await dropFiles(app, [before], middle);
  await app.click('[data-pane="list"] [data-conversation]');
  const reads = (/** @type {string} */ text) =>
    app.waitFor(async () => (await app.texts('[data-pane="reader"] [data-message]')).join().includes(text), {
      what: `the reader to read ${text}`,
    });
  await reads('tpyo');
  const after = writeChat(folder, {
    name: 'Marta',
    messages: [{ text: 'a typo no more', edited: 5 }, { text: 'end' }],
  });
  await dropFiles(app, [after], middle);
  await reads('a typo no more');
  assert.match((await app.text(summary)) ?? '', /Brought 1 conversation from Telegram up to date/);
});
