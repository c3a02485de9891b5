/** The app starts, and shows what a first start shows. */
import assert from 'node:assert/strict';
import { windowTest } from './harness/index.mjs';

windowTest('the window opens and paints its first view', async ({ app }) => {
  assert.equal(await app.title(), 'Sheaf');
  assert.ok(app.display.windowArea('Sheaf').width >= 760);
});
