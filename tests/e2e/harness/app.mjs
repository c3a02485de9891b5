/** Sheaf in a real window: started, looked at, touched with a real mouse, and closed. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hasEnded, run } from './process.mjs';
import { until } from './wait.mjs';
import { WebDriver } from './webdriver.mjs';

/**
 * A place to point at: an element (its middle, or where `at` says, in parts of its width and height),
 * or a point of the page.
 * @typedef {string | { css: string, at: import('./display.mjs').Point } | import('./display.mjs').Point} Target
 */

/**
 * @typedef {object} Start
 * @property {string} dataDir
 * @property {string[]} [files] For the command line.
 * @property {'en' | 'zh_CN'} [language] The system's language.
 * @property {string} [timezone] The system's zone; not UTC, so that mistaking one for the other shows.
 * @property {NodeJS.ProcessEnv} [env] More of the environment.
 */

/** The program under test. */
export const BINARY =
  process.env.SHEAF_APP ?? fileURLToPath(new URL('../../../target/debug/sheaf', import.meta.url));
const TITLE = 'Sheaf';
/** How far a press moves before it is surely a drag (the app's own threshold is 5 px). */
const PICK_UP = 12;

export class App {
  #driver;
  #log;

  /**
   * @param {import('./display.mjs').Display} display
   * @param {WebDriver} driver
   * @param {string} log Where what the app prints goes; its process id is in a file beside.
   */
  constructor(display, driver, log) {
    this.display = display;
    this.#driver = driver;
    this.#log = log;
  }

  /**
   * Starts the app; `ready()` tells when it can be used. What it prints goes to a file beside its data
   * folder.
   * @param {import('./display.mjs').Display} display
   * @param {Start} options
   */
  static async start(display, options) {
    const log = `${options.dataDir}.log`;
    const args = ['--data-dir', options.dataDir, ...(options.files ?? [])];
    // The driver swallows what the app prints and does not tell its process id; a shell that
    // becomes the app keeps both.
    const becomeApp = 'echo $$ >"$0.pid"; exec "$@" >>"$0" 2>&1';
    const shell = ['-c', becomeApp, log, BINARY, ...args];
    const driver = await WebDriver.start('/bin/sh', shell, environment(display, options)).catch((cause) => {
      const printed = existsSync(log) ? readFileSync(log, 'utf8') : '';
      throw new Error(`Sheaf did not start; it printed: ${printed}`, { cause });
    });
    await driver.execute(recordErrors);
    return new App(display, driver, log);
  }

  /** Waits until the first view is painted. */
  async ready() {
    try {
      await this.waitFor('[data-ready]', { timeout: 30_000 });
    } catch (error) {
      const errors = JSON.stringify(await this.errors());
      throw new Error(`Sheaf did not get ready; errors in the page: ${errors}`, { cause: error });
    }
  }

  /**
   * Starts the program once more beside the running one, as a person's second start would, and waits
   * for its end.
   * @param {import('./display.mjs').Display} display
   * @param {Start} options
   */
  static startAgain(display, options) {
    const args = ['--data-dir', options.dataDir, ...(options.files ?? [])];
    return run(BINARY, args, environment(display, options));
  }

  /** Closes the window and so the app, and waits for its end: it holds its data folder until then. */
  async close() {
    await this.#driver.closeSession();
    await until(() => hasEnded(this.#process()), { what: 'the app to end' });
    await this.#driver.stop();
  }

  /** Ends the app without giving it a chance to tidy up, as a power cut would. */
  async kill() {
    process.kill(this.#process(), 'SIGKILL');
    await this.close();
  }

  #process() {
    return Number(readFileSync(`${this.#log}.pid`, 'utf8'));
  }

  /**
   * What went to the page's console as an error, or was thrown and caught by nobody.
   * @returns {Promise<string[]>}
   */
  errors() {
    return this.execute(() => /** @type {any} */ (window).__errors);
  }

  /**
   * Runs a function in the page; see WebDriver.execute.
   * @template {unknown[]} A
   * @template T
   * @param {(...args: A) => T} body
   * @param {A} args
   */
  execute(body, ...args) {
    return this.#driver.execute(body, ...args);
  }

  /**
   * Calls a command of the core past the window. For bringing about a state quickly and for reading it
   * exactly; what a test is about goes through the window.
   * @param {string} command
   * @param {object} [args]
   * @returns {Promise<any>}
   */
  invoke(command, args = {}) {
    return this.execute(
      (name, given) => /** @type {any} */ (window).__TAURI_INTERNALS__.invoke(name, given),
      command,
      args,
    );
  }

  title() {
    return this.#driver.title();
  }

  /**
   * The page's rectangle of the first element that `css` finds, or null.
   * @param {string} css
   */
  find(css) {
    return this.execute((selector) => {
      const rect = document.querySelector(selector)?.getBoundingClientRect();
      return rect ? { x: rect.x, y: rect.y, width: rect.width, height: rect.height } : null;
    }, css);
  }

  /** @param {string} css */
  count(css) {
    return this.execute((selector) => document.querySelectorAll(selector).length, css);
  }

  /**
   * The words in the first element that `css` finds, or null.
   * @param {string} css
   */
  text(css) {
    return this.execute((selector) => {
      const element = document.querySelector(selector);
      return element instanceof HTMLElement ? element.innerText.trim() : null;
    }, css);
  }

  /**
   * The words in each element that `css` finds.
   * @param {string} css
   */
  texts(css) {
    return this.execute(
      (selector) =>
        [...document.querySelectorAll(selector)].map((element) => element.textContent?.trim() ?? ''),
      css,
    );
  }

  /**
   * @param {string} css
   * @param {string} name
   */
  attribute(css, name) {
    return this.execute(
      (selector, attribute) => document.querySelector(selector)?.getAttribute(attribute) ?? null,
      css,
      name,
    );
  }

  /**
   * Waits for an element, or for a question to have a true answer.
   * @template T
   * @param {string | (() => T | Promise<T>)} wanted A selector, or a function of the test.
   * @param {{ timeout?: number, what?: string }} [options]
   */
  waitFor(wanted, options) {
    if (typeof wanted === 'function') return until(wanted, options);
    return until(() => this.find(wanted), { what: wanted, ...options });
  }

  /**
   * Waits until no element answers to `css` any more.
   * @param {string} css
   */
  waitForNo(css) {
    return until(async () => (await this.find(css)) === null, { what: `no ${css}` });
  }

  /**
   * Where a target is on the display, once it stands still.
   * @param {Target} target
   * @returns {Promise<import('./display.mjs').Point>}
   */
  async point(target) {
    const onPage = typeof target === 'object' && 'x' in target ? target : await this.#still(target);
    const area = this.display.windowArea(TITLE);
    const page = await this.execute(() => ({ width: innerWidth, height: innerHeight }));
    // A menu bar would stand between the window's upper edge and the page.
    const top = area.height - page.height;
    return { x: Math.round(area.x + onPage.x), y: Math.round(area.y + top + onPage.y) };
  }

  /** @param {string | { css: string, at: import('./display.mjs').Point }} target */
  #still(target) {
    const { css, at } = typeof target === 'string' ? { css: target, at: { x: 0.5, y: 0.5 } } : target;
    let before = '';
    return until(
      async () => {
        const rect = await this.find(css);
        const now = JSON.stringify(rect);
        const stands = now === before;
        before = now;
        return rect && stands ? { x: rect.x + rect.width * at.x, y: rect.y + rect.height * at.y } : null;
      },
      { what: `${css} to stand still` },
    );
  }

  /** @param {Target} target */
  async hover(target) {
    await this.display.move(await this.point(target));
  }

  /**
   * @param {Target} target
   * @param {{ button?: 1 | 2 | 3, hold?: string[], times?: number }} [options] Keys to hold: `shift`, `ctrl`.
   */
  async click(target, { button = 1, hold = [], times = 1 } = {}) {
    await this.hover(target);
    await this.display.holding(hold, () => {
      for (let time = 0; time < times; time++) {
        this.display.press(button);
        this.display.release(button);
      }
    });
  }

  /**
   * Presses on a target and moves just so far that it is a drag. The mouse stays pressed.
   * @param {Target} target
   */
  async pickUp(target) {
    const from = await this.point(target);
    await this.display.move(from);
    this.display.press();
    await this.display.move({ x: from.x + PICK_UP, y: from.y + PICK_UP }, 4);
  }

  /**
   * Drags from one place to another and lets go there.
   * @param {Target} from
   * @param {Target} to
   * @param {{ steps?: number, hold?: string[] }} [options] Keys to hold from before the drop until after it.
   */
  async drag(from, to, { steps, hold = [] } = {}) {
    await this.pickUp(from);
    await this.display.move(await this.point(to), steps);
    await this.display.holding(hold, () => this.display.release());
  }

  /** @param {...string} keys xdotool's names: `Escape`, `ctrl+a`. */
  key(...keys) {
    this.display.key(...keys);
  }

  /**
   * Types into the field that has the focus, once one has: a click gives it a moment later.
   * @param {string} text
   */
  async type(text) {
    await this.waitFor(':is(input, textarea):focus');
    this.display.type(text);
  }

  /** @param {string} path A .png, of the whole display. */
  screenshot(path) {
    this.display.screenshot(path);
  }
}

/**
 * @param {import('./display.mjs').Display} display
 * @param {Start} options
 * @returns {NodeJS.ProcessEnv}
 */
function environment(display, { language = 'en', timezone = 'Europe/Berlin', env }) {
  return {
    ...display.env,
    TZ: timezone,
    // C.UTF-8 is on every machine; LANGUAGE says what the person speaks.
    LC_ALL: '',
    LANG: 'C.UTF-8',
    LANGUAGE: language,
    WEBKIT_DISABLE_DMABUF_RENDERER: '1',
    ...env,
  };
}

/** In the page: keeps what a person with the inspector open would see in red. */
function recordErrors() {
  /** @type {string[]} */
  const errors = [];
  /** @type {any} */ (window).__errors = errors;
  const original = console.error;
  console.error = (...words) => {
    errors.push(words.map(String).join(' '));
    original(...words);
  };
  addEventListener('error', (event) => errors.push(event.message));
  addEventListener('unhandledrejection', (event) => errors.push(`unhandled: ${event.reason}`));
  addEventListener('securitypolicyviolation', (event) =>
    errors.push(`refused by the content policy: ${event.violatedDirective} ${event.blockedURI}`),
  );
}
