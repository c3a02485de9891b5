/** What a test file imports: one function that runs a test in a clean app in a real window. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { App } from './app.mjs';
import { Display } from './display.mjs';

export { App } from './app.mjs';
export { dropFiles } from './file-drop.mjs';
export { pause, until } from './wait.mjs';

/** Where a failed test leaves the picture of its window and what the app printed. */
const LEFT_BEHIND = fileURLToPath(new URL('../../../target/e2e', import.meta.url));

/** @type {Promise<Display> | undefined} */
let display;
after(async () => (await display)?.stop());

/**
 * @typedef {object} Window
 * @property {App} app The running app.
 * @property {Display} display
 * @property {string} folder The test's own folder; gone afterwards.
 * @property {(options?: Options) => Promise<App>} restart Closes the app and starts it on the same data;
 *   the app to use from then on.
 * @property {(files: string[]) => string} startAgain Starts the program a second time beside the app.
 */
/** @typedef {Partial<import('./app.mjs').Start>} Options `dataDir` is the test's own unless it says so. */

/**
 * A test with an app of its own on empty data, in this test file's display. It also fails when the
 * page had an error that nobody looked at.
 * @param {string} name
 * @param {(window: Window) => Promise<void>} body
 * @param {Options} [options]
 */
export function windowTest(name, body, options = {}) {
  test(name, async (context) => {
    display ??= Display.start();
    const here = await display;
    const folder = mkdtempSync(join(tmpdir(), 'sheaf-e2e-'));
    const dataDir = join(folder, 'data');
    /** @type {App | undefined} */
    let app;
    /** @param {Options} [changed] */
    const open = async (changed) => {
      await app?.close();
      app = await App.start(here, { dataDir, ...options, ...changed });
      await app.ready();
      return app;
    };
    try {
      await body({
        app: await open(),
        display: here,
        folder,
        restart: open,
        startAgain: (files) => App.startAgain(here, { dataDir, ...options, files }),
      });
      assert.deepEqual(await app?.errors(), [], 'errors in the page');
    } catch (error) {
      context.diagnostic(`the window's picture is in ${keepPicture(name, here, dataDir)}`);
      throw error;
    } finally {
      here.letGo();
      await app?.close();
      // The web view's own processes outlive the app by a moment and still write.
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  });
}

/**
 * @param {string} name
 * @param {Display} display
 * @param {string} dataDir
 * @returns {string} The picture's path.
 */
function keepPicture(name, display, dataDir) {
  const path = join(LEFT_BEHIND, name.replace(/[^\p{L}\p{N}]+/gu, '-'));
  mkdirSync(LEFT_BEHIND, { recursive: true });
  display.screenshot(`${path}.png`);
  // Not there if the app could not even be started.
  if (existsSync(`${dataDir}.log`)) cpSync(`${dataDir}.log`, `${path}.log`);
  return `${path}.png`;
}
