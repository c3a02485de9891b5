/** Saying which of those who write in a group is oneself, where its export does not say. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { windowTest } from './harness/index.mjs';

const mine = '[data-pane="reader"] [data-message].mine';

windowTest('one’s own messages come to one’s own side, and stay there', async (window) => {
  const { app, folder } = window;
  const path = join(folder, 'WhatsApp Chat with Trip.txt');
  const names = ['Ana', 'Cy', 'Bo', 'Cy', 'Bo'];
  const rows = names.map((name, minute) => `13/01/2024, 10:0${minute} - ${name}: message ${minute}\n`);
  writeFileSync(path, rows.join(''));
  await app.invoke('import_files', { paths: [path] });
  await app.click('[data-conversation]');
  await app.waitFor('[data-pane="reader"] [data-message]');
  assert.equal(await app.count(mine), 0);

  await app.click('[data-pane="reader"] [aria-haspopup="menu"]');
  await app.click('[role="menu"] button:has(+ [role="separator"])');
  await app.waitFor('dialog[open] [data-who]');
  // By name: Ana, Bo, Cy.
  await app.click('[data-who] label:nth-of-type(2)');
  await app.click('dialog[open] button[type="submit"]');
  await app.waitFor(async () => (await app.count(mine)) === 2);
  await app.waitFor(async () => (await app.text('[data-conversation]'))?.includes('You: message 4'));

  const again = await window.restart();
  await again.click('[data-conversation]');
  await again.waitFor(async () => (await again.count(mine)) === 2);
});
