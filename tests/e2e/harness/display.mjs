/** A virtual display of a test file's own, with a window manager, a mouse and a keyboard. */
import { run, start, stop } from './process.mjs';
import { pause, until } from './wait.mjs';

/** @typedef {{ x: number, y: number }} Point In pixels of the display. */

/** How the mouse moves: enough steps that a drag is seen as one, as a hand would do it. */
const STEPS = 12;
const STEP_TIME = 12;

export class Display {
  #programs;

  /**
   * @param {string} name What `DISPLAY` must be.
   * @param {import('node:child_process').ChildProcess[]} programs
   */
  constructor(name, programs) {
    this.name = name;
    this.#programs = programs;
    /** @type {NodeJS.ProcessEnv} */
    this.env = { ...process.env, DISPLAY: name, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' };
    delete this.env.WAYLAND_DISPLAY;
  }

  /** Starts Xvfb on a free number and openbox in it. */
  static async start() {
    const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'];
    const server = start('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const number = await firstLine(/** @type {import('node:stream').Readable} */ (server.stdio[3]));
    const display = new Display(`:${number}`, [server]);
    display.#programs.push(start('openbox', ['--sm-disable'], { env: display.env }));
    await until(() => display.run('xprop', '-root', '_NET_SUPPORTING_WM_CHECK').includes('window id'), {
      what: 'the window manager',
      // The first test of a file on a busy machine.
      timeout: 60_000,
    });
    return display;
  }

  async stop() {
    for (const program of this.#programs.reverse()) await stop(program);
  }

  /**
   * Runs a short program in this display and gives what it printed.
   * @param {string} program
   * @param {...string} args
   */
  run(program, ...args) {
    return run(program, args, this.env);
  }

  /**
   * Where the inside of a window is, without the frame around it. Throws while there is no such window.
   * @param {string} title
   */
  windowArea(title) {
    const told = this.run('xwininfo', '-name', title);
    /** @param {string} label */
    const number = (label) => Number(told.match(new RegExp(`${label}: +(-?\\d+)`))?.[1]);
    return {
      x: number('Absolute upper-left X'),
      y: number('Absolute upper-left Y'),
      width: number('Width'),
      height: number('Height'),
    };
  }

  /**
   * Writes what the display shows now: the real picture, not the page's idea of it.
   * @param {string} path A .png
   */
  screenshot(path) {
    this.run('import', '-window', 'root', path);
  }

  /** @type {Point} */
  #pointer = { x: 0, y: 0 };

  /**
   * Moves the mouse there in a straight line.
   * @param {Point} to
   * @param {number} [steps]
   */
  async move(to, steps = STEPS) {
    const from = this.#pointer;
    for (let step = 1; step <= steps; step++) {
      const part = step / steps;
      const x = Math.round(from.x + (to.x - from.x) * part);
      const y = Math.round(from.y + (to.y - from.y) * part);
      this.run('xdotool', 'mousemove', String(x), String(y));
      await pause(STEP_TIME);
    }
    this.#pointer = to;
  }

  /** @param {1 | 2 | 3} [button] 1 left, 2 middle, 3 right */
  press(button = 1) {
    this.run('xdotool', 'mousedown', String(button));
  }

  /** @param {1 | 2 | 3} [button] */
  release(button = 1) {
    this.run('xdotool', 'mouseup', String(button));
  }

  /** Lets go of whatever a test that failed may have left pressed. */
  letGo() {
    this.release();
    for (const key of ['shift', 'ctrl', 'alt']) this.run('xdotool', 'keyup', key);
  }

  /**
   * Turns the wheel where the mouse is; down if positive.
   * @param {number} notches
   */
  wheel(notches) {
    const button = notches > 0 ? '5' : '4';
    this.run('xdotool', 'click', '--repeat', String(Math.abs(notches)), '--delay', '20', button);
  }

  /**
   * Presses and releases keys: `Escape`, `ctrl+a`, `shift+Down` (xdotool's names).
   * @param {...string} keys
   */
  key(...keys) {
    this.run('xdotool', 'key', '--delay', '20', ...keys);
  }

  /** @param {string} text */
  type(text) {
    this.run('xdotool', 'type', '--delay', '15', '--', text);
  }

  /**
   * Does something while keys are held down, and lets go of them in any case.
   * @template T
   * @param {string[]} keys
   * @param {() => T | Promise<T>} action
   */
  async holding(keys, action) {
    for (const key of keys) this.run('xdotool', 'keydown', key);
    try {
      return await action();
    } finally {
      for (const key of keys) this.run('xdotool', 'keyup', key);
    }
  }
}

/** @param {import('node:stream').Readable} stream */
async function firstLine(stream) {
  let text = '';
  for await (const chunk of stream) {
    text += chunk;
    if (text.includes('\n')) return text.trim();
  }
  throw new Error('Xvfb ended without opening a display');
}
