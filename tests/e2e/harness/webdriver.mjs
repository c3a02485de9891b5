/**
 * WebDriver as the W3C writes it, over fetch: the few calls that these tests need. It talks to
 * WebKitWebDriver itself, without a proxy between.
 */
import { createServer } from 'node:net';
import { start, stop } from './process.mjs';
import { until } from './wait.mjs';

/** Milliseconds after which a call to the driver has failed: the app hangs, or did not start. */
const PATIENCE = 30_000;

/** A running driver with one session: the app, started by the driver. */
export class WebDriver {
  /** @type {import('node:child_process').ChildProcess} */
  #driver;
  #url;
  #session = '';

  /**
   * @param {import('node:child_process').ChildProcess} driver
   * @param {string} url
   */
  constructor(driver, url) {
    this.#driver = driver;
    this.#url = url;
  }

  /**
   * Starts a driver that starts `binary` and takes control of its web view.
   * @param {string} binary
   * @param {string[]} args
   * @param {NodeJS.ProcessEnv} env For the driver, and through it for the app.
   */
  static async start(binary, args, env) {
    const port = await freePort();
    const driver = start('WebKitWebDriver', [`--port=${port}`], {
      // The app lets itself be driven only when it is asked to by this variable.
      env: { ...env, TAURI_WEBVIEW_AUTOMATION: 'true' },
    });
    const connection = new WebDriver(driver, `http://127.0.0.1:${port}`);
    try {
      // The port listens before the driver answers.
      await until(() => connection.#call('GET', '/status').then((status) => status.ready), {
        what: 'WebKitWebDriver to be ready',
      });
      const { sessionId } = await connection.#call('POST', '/session', {
        capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args } } },
      });
      connection.#session = `/session/${sessionId}`;
    } catch (error) {
      await stop(driver);
      throw error;
    }
    return connection;
  }

  /**
   * Runs a function in the page and gives its result, waiting for it if it is a promise.
   * @template {unknown[]} A
   * @template T
   * @param {(...args: A) => T} body It sees the page and its own arguments, nothing of the test.
   * @param {A} args
   * @returns {Promise<Awaited<T>>}
   */
  async execute(body, ...args) {
    const script = `
      const done = arguments[arguments.length - 1];
      Promise.resolve()
        .then(() => (${body})(...Array.prototype.slice.call(arguments, 0, -1)))
        .then(
          (value) => done({ value }),
          (error) => done({ error: { message: String(error?.message ?? error), code: error?.code } }),
        );`;
    const answer = await this.#call('POST', `${this.#session}/execute/async`, { script, args });
    if (answer.error) throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
    return answer.value;
  }

  /** The document's title. */
  title() {
    return this.#call('GET', `${this.#session}/title`);
  }

  /** Asks the app to end, as closing its window does. It may have ended already. */
  async closeSession() {
    await this.#call('DELETE', this.#session).catch(() => {});
  }

  /** Ends the driver; by SIGTERM, since after a SIGKILL the app would stay behind. */
  stop() {
    return stop(this.#driver);
  }

  /**
   * @param {'GET' | 'POST' | 'DELETE'} method
   * @param {string} path
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  async #call(method, path, body) {
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(this.#url + path, {
      method,
      signal,
      body: body && JSON.stringify(body),
    }).catch((cause) => {
      throw new Error(`WebDriver: no answer to ${method} ${path}`, { cause });
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebDriver: ${value.error}: ${value.message}`);
    return value;
  }
}

/** A port that nothing listens on. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
