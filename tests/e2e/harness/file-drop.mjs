/**
 * Dropping real files on the window: another program offers them, and the mouse carries them over, so
 * that everything from the X protocol to the app's import is as with a person's file manager.
 */
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { start, stop } from './process.mjs';
import { pause } from './wait.mjs';

/** Python with GTK is the system's; another one that comes first in PATH has no GTK. */
const PYTHON = '/usr/bin/python3';
const SOURCE = fileURLToPath(new URL('file-drop.py', import.meta.url));
const TITLE = 'Files to drop';

/**
 * Drags files from another program's window and lets go over `target`.
 * @param {import('./app.mjs').App} app
 * @param {string[]} files Absolute paths of files or folders.
 * @param {import('./app.mjs').Target} target
 * @param {{ beforeDrop?: () => unknown }} [options] What to do while the files hang over the target.
 */
export async function dropFiles(app, files, target, { beforeDrop } = {}) {
  const { display } = app;
  const source = start(PYTHON, [SOURCE, TITLE, ...files], {
    env: display.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const words = createInterface(/** @type {any} */ (source.stdout))[Symbol.asyncIterator]();
    await expectWord(words, 'ready');
    // In the lower right corner, away from what tests point at.
    const id = display.run('xdotool', 'search', '--name', TITLE).trim().split('\n').at(-1) ?? '';
    display.run('xdotool', 'windowmove', '--sync', id, '1260', '780');
    const area = display.windowArea(TITLE);
    const to = await app.point(target);
    await display.move({ x: area.x + area.width / 2, y: area.y + area.height / 2 }, 1);
    display.press();
    await display.move({ x: area.x + 20, y: area.y + 20 }, 6);
    await display.move(to);
    // The two programs agree on the drop by messages that the mouse must not outrun.
    await pause(150);
    await beforeDrop?.();
    display.release();
    await expectWord(words, 'ended');
  } finally {
    await stop(source);
  }
}

/**
 * @param {AsyncIterator<string>} words
 * @param {string} wanted
 */
async function expectWord(words, wanted) {
  const { value } = await words.next();
  if (value !== wanted) throw new Error(`the program with the files said ${value}, not ${wanted}`);
}
