/**
 * What was promised: imported text is only ever looked at, the window goes nowhere and asks nobody, what is
 * erased is gone, and everything lies in one folder that nobody else can read.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { writeAnswer, writeChat } from './exports.mjs';
import { pause, windowTest } from './harness/index.mjs';

const row = '[data-conversation]';
const messages = '[data-pane="reader"] [data-message]';

/** A server on this machine that keeps what it was asked for: what a web view may not reach. */
async function outside() {
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(String(request.url));
    response.setHeader('Access-Control-Allow-Origin', '*').end('<title>outside</title>');
  });
  server.on('connection', () => asked.push('a connection'));
  server.unref();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { asked, url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/**
 * Every file in a folder and below, with its path.
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}

windowTest('imported text asks for nothing from outside, whatever is in it', async ({ app, folder }) => {
  const { asked, url, close } = await outside();
  const hostile = [
    `![a picture](${url}/markdown.png) [a link](${url}/link)`,
    `<img src="${url}/image.png" onerror="document.title='ran'"><script>document.title='ran'</script>`,
    `<link rel="stylesheet" href="${url}/style.css"><style>@import "${url}/import.css";</style>`,
    `<iframe src="${url}/frame"></iframe><video src="${url}/video"></video><base href="${url}/">`,
    `<meta http-equiv="refresh" content="0;url=${url}/refresh">`,
  ].join('\n\n');
  const name = `<img src=${url.replaceAll('/', '∕')}>`;
  await app.invoke('import_files', {
    paths: [writeAnswer(folder, hostile), writeChat(folder, { name, messages: [{ text: hostile }] })],
  });
  for (const title of ['answer', 'user1007']) {
    await app.click(`${row}[data-conversation*="${title}"]`);
    await app.waitFor(messages);
    await pause(300);
  }
  await app.click('[data-pane="reader"]');
  assert.equal(
    await app.count('[data-pane] img, [data-pane] iframe, [data-pane] script, [data-pane] video'),
    0,
  );
  assert.equal(await app.title(), 'Sheaf');
  assert.deepEqual(asked, []);
  close();
});

windowTest('a click on a link in an answer copies its address and leads nowhere', async ({ app, folder }) => {
  const { asked, url, close } = await outside();
  await app.invoke('import_files', { paths: [writeAnswer(folder, `Read [this](${url}/page).`)] });
  await app.click(row);
  await app.waitFor('.address');
  await app.click('.address');
  await app.waitFor(async () => (await app.text('[data-toast]'))?.includes(`${url}/page`));
  await app.click('.address', { hold: ['ctrl'] });
  await app.click('.address', { button: 2 });
  await pause(500);
  assert.deepEqual(asked, []);
  await app.waitFor('[data-pane="reader"]');
  close();
});

windowTest(
  'the window goes to no page and asks no server, even when told to from inside',
  async ({ app }) => {
    const { asked, url, close } = await outside();
    await app.execute((there) => {
      const element = (/** @type {string} */ tag, /** @type {object} */ fields) =>
        document.body.append(Object.assign(document.createElement(tag), fields));
      element('img', { src: `${there}/img` });
      element('iframe', { src: `${there}/iframe` });
      element('script', { src: `${there}/script` });
      element('link', { rel: 'stylesheet', href: `${there}/css` });
      element('link', { rel: 'prefetch', href: `${there}/prefetch` });
      element('link', { rel: 'preconnect', href: there });
      void fetch(`${there}/fetch`).catch(() => undefined);
      navigator.sendBeacon(`${there}/beacon`);
      try {
        new WebSocket(there.replace('http', 'ws'));
        new EventSource(`${there}/events`);
      } catch {
        // Refused at once.
      }
      window.open(`${there}/open`);
      const form = document.createElement('form');
      form.action = `${there}/form`;
      document.body.append(form);
      form.submit();
      const link = document.createElement('a');
      link.href = `${there}/anchor`;
      document.body.append(link);
      link.click();
      link.download = 'x';
      link.click();
      setTimeout(() => location.assign(`${there}/assign`), 100);
      setTimeout(() => location.assign('file:///etc/hostname'), 200);
    }, url);
    await pause(1500);
    assert.deepEqual(asked, []);
    assert.equal(await app.attribute('html', 'data-ready'), 'true', 'the page is still the app');
    // What was refused is told in the console; that is what this test is about.
    await app.execute(() => {
      /** @type {any} */ (window).__errors.length = 0;
    });
    close();
  },
);

windowTest('what is erased for good is in no file of the data folder', async ({ app, folder }) => {
  const secret = 'Qzxwvsecret';
  const files = [
    writeChat(folder, { name: secret, messages: [{ text: `${secret} word` }] }),
    writeChat(folder, { name: 'Marta', id: 8, messages: [{ text: 'hello' }] }),
  ];
  await app.invoke('import_files', { paths: files });
  await app.click(`${row}[data-conversation*="user1007"]`);
  await app.waitFor(messages);
  await app.invoke('delete_conversation', { conversationID: 'C2Ctelegram:user1007' });
  app.key('ctrl+comma');
  await app.click('[data-erase]');
  await app.click('dialog[open] footer .danger');
  await app.waitFor(async () => (await app.text('[data-toast]'))?.includes('Erased 1 conversation'));
  const data = join(folder, 'data');
  const holding = filesIn(data).filter((file) =>
    readFileSync(file).toString('latin1').toLowerCase().includes(secret.toLowerCase()),
  );
  assert.deepEqual(holding, []);
});

windowTest('everything lies in the data folder, and nobody else can read it', async ({ restart, folder }) => {
  const home = join(folder, 'home');
  mkdirSync(home);
  const data = join(folder, 'data');
  await restart({
    env: { HOME: home, XDG_CACHE_HOME: '', XDG_DATA_HOME: '', XDG_CONFIG_HOME: '', XDG_STATE_HOME: '' },
  });
  const elsewhere = filesIn(home).filter((path) => !/dconf|fontconfig|mesa|nvidia|ibus/.test(path));
  assert.deepEqual(elsewhere, []);
  const mode = (/** @type {string} */ path) => statSync(path).mode & 0o077;
  for (const path of [data, join(data, 'library'), join(data, 'webview')]) {
    assert.equal(mode(path), 0, path);
  }
  const open = filesIn(data).filter((path) => !path.includes('/webview/') && mode(path) !== 0);
  assert.deepEqual(open, []);
});
