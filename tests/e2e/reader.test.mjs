/** Reading in the real window: long conversations, jumps, and text that is only ever looked at. */
import assert from 'node:assert/strict';
import { numbered, writeAnswer, writeChat } from './exports.mjs';
import { pause, windowTest } from './harness/index.mjs';

/** @typedef {import('./harness/index.mjs').App} App */

const row = '[data-conversation]';
const messages = '[data-pane="reader"] [data-message]';
const LONG = 100_000;

/**
 * Imports a conversation and opens it.
 * @param {App} app
 * @param {string} path
 */
async function open(app, path) {
  await app.invoke('import_files', { paths: [path] });
  await app.click(row);
  await app.waitFor(messages);
}

/**
 * The numbers of the messages in sight, from above.
 * @param {App} app
 * @returns {Promise<number[]>}
 */
function inSight(app) {
  return app.execute((selector) => {
    const pane = document.querySelector('[data-pane="reader"] [role="region"]')?.getBoundingClientRect();
    if (!pane) return [];
    return [...document.querySelectorAll(selector)]
      .filter((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return bottom > pane.top + 1 && top < pane.bottom - 1;
      })
      .map((element) => Number(/number (\d+)/.exec(element.textContent ?? '')?.[1]));
  }, messages);
}

/**
 * Follows from frame to frame how far what is in sight moves, and how far the wheel asked it to.
 * @param {App} app
 */
function followFrames(app) {
  return app.execute((selector) => {
    const seen = { moves: /** @type {number[]} */ ([]), wheel: 0 };
    Object.assign(window, { __seen: seen });
    addEventListener('wheel', (event) => (seen.wheel += event.deltaY), { passive: true });
    /** @type {Element | undefined} */
    let first;
    let top = 0;
    const look = () => {
      if (first?.isConnected) seen.moves.push(first.getBoundingClientRect().top - top);
      const messages = [...document.querySelectorAll(selector)];
      first = messages.find((element) => element.getBoundingClientRect().bottom > 100);
      top = first?.getBoundingClientRect().top ?? 0;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, messages);
}

/**
 * What was seen since the last question, CSS pixels.
 * @param {App} app
 * @returns {Promise<{ moves: number[], wheel: number }>}
 */
const framesSoFar = (app) =>
  app.execute(() => {
    const seen = /** @type {any} */ (window).__seen;
    return { moves: seen.moves.splice(0), wheel: seen.wheel - (seen.wheel = 0) };
  });

windowTest('a conversation of 100,000 messages opens at its end at once', async ({ app, folder }) => {
  await open(app, writeChat(folder, { name: 'Long', messages: numbered(LONG) }));
  await app.waitFor(async () => (await inSight(app)).at(-1) === LONG);
  assert.ok((await app.count(messages)) < 500, 'only what is near is in the document');
});

windowTest('the wheel goes up and down through pages without a jump', async ({ app, display, folder }) => {
  await open(app, writeChat(folder, { name: 'Long', messages: numbered(LONG) }));
  await app.waitFor(async () => (await inSight(app)).at(-1) === LONG);
  await app.hover('[data-pane="reader"] [role="region"]');
  await followFrames(app);
  for (const notches of [-150, 60]) {
    display.wheel(notches);
    await pause(1500);
    const { moves, wheel } = await framesSoFar(app);
    const way = Math.sign(-notches);
    const moved = moves.reduce((sum, move) => sum + move, 0) * way;
    assert.ok(moved > 2000, `moved by ${moved}, over more than one page`);
    assert.ok(moved <= Math.abs(wheel) + 2, `moved by ${moved}, where the wheel asked for ${wheel}`);
    // What is in sight only ever goes the wheel's way.
    assert.deepEqual(
      moves.filter((move) => move * way < -1),
      [],
    );
  }
});

windowTest('Home and End go to the first and the last message', async ({ app, folder }) => {
  await open(app, writeChat(folder, { name: 'Long', messages: numbered(5000) }));
  await app.waitFor(async () => (await inSight(app)).at(-1) === 5000);
  await app.execute(() =>
    document.querySelector(/** @type {any} */ ('[data-pane="reader"] [role="region"]'))?.focus(),
  );
  app.key('Home');
  await app.waitFor(async () => (await inSight(app))[0] === 1);
  app.key('End');
  await app.waitFor(async () => (await inSight(app)).at(-1) === 5000);
});

windowTest('a click on what a reply quotes shows it, however far away', async ({ app, folder }) => {
  const all = numbered(3000);
  all.push({ text: 'number 3001', replyTo: 20 });
  await open(app, writeChat(folder, { name: 'Long', messages: all }));
  await app.click('[data-pane="reader"] .quote');
  await app.waitFor(async () => (await inSight(app)).includes(20));
  assert.ok(!(await inSight(app)).includes(3001));
});

windowTest(
  'what is being read stays in place when an import adds to it',
  async ({ app, display, folder }) => {
    await open(app, writeChat(folder, { name: 'Long', messages: numbered(600, 401), first: 401 }));
    await app.waitFor(async () => (await inSight(app)).at(-1) === 1000);
    await app.hover('[data-pane="reader"] [role="region"]');
    display.wheel(-20);
    await pause(800);
    const before = await inSight(app);
    await app.invoke('import_files', {
      paths: [writeChat(folder, { name: 'Long', messages: numbered(1200), first: 1 })],
    });
    await pause(800);
    assert.deepEqual(await inSight(app), before);
  },
);

windowTest(
  'with text selected the document stays small, and an import still comes in',
  async ({ app, display, folder }) => {
    await open(app, writeChat(folder, { name: 'Long', messages: numbered(4000) }));
    await app.waitFor(async () => (await inSight(app)).at(-1) === 4000);
    await app.execute((selector) => {
      const [last] = [...document.querySelectorAll(selector)].slice(-1);
      if (last) getSelection()?.selectAllChildren(last);
    }, messages);
    await app.hover('[data-pane="reader"] [role="region"]');
    let most = 0;
    for (let pull = 0; pull < 40 && ((await inSight(app))[0] ?? 0) > 2600; pull++) {
      display.wheel(-150);
      await pause(300);
      most = Math.max(most, await app.count(messages));
    }
    assert.ok(((await inSight(app))[0] ?? 4000) <= 2600, 'it went up by more than is held');
    assert.ok(most < 900, `${most} messages in the document`);
    await app.invoke('import_files', {
      paths: [writeChat(folder, { name: 'Long', messages: numbered(3, 4001), first: 4001 })],
    });
    await pause(800);
    assert.equal(await app.count('[data-pane="reader"] [role="alert"]'), 0);
  },
);

windowTest('at the end, what an import adds comes into sight', async ({ app, folder }) => {
  await open(app, writeChat(folder, { name: 'Long', messages: numbered(100) }));
  await app.waitFor(async () => (await inSight(app)).at(-1) === 100);
  await app.invoke('import_files', {
    paths: [writeChat(folder, { name: 'Long', messages: numbered(3, 101), first: 101 })],
  });
  await app.waitFor(async () => (await inSight(app)).at(-1) === 103);
});

windowTest(
  'an answer is shown as Markdown; nothing in it loads, runs or leads away',
  async ({ app, folder }) => {
    const answer = [
      'It is **so**, see [the paper](https://example.org/paper).',
      '<img src="https://example.org/a.png" onerror="document.title = \'run\'"><script>document.title = "run"</script>',
      '![a fox](https://example.org/fox.png)',
      '```js\nlet a = 1;\n```',
    ].join('\n\n');
    await open(app, writeAnswer(folder, answer));
    const reader = '[data-pane="reader"]';
    await app.waitFor(`${reader} strong`);
    assert.equal(await app.count(`${reader} :is(img, script, iframe, a)`), 0);
    assert.match((await app.text(reader)) ?? '', /<script>.*a fox.*let a = 1;/s);
    const address = await app.execute(() => location.href);
    await app.click(`${reader} .address`);
    await app.waitFor('[data-toast]');
    assert.equal(await app.execute(() => location.href), address);
    assert.equal(await app.title(), 'Sheaf');
  },
);

windowTest(
  'several selected conversations are told in words, with what can be done',
  async ({ app, folder }) => {
    const paths = [1, 2, 3].map((id) => writeChat(folder, { name: `Chat ${id}`, id, messages: numbered(3) }));
    await app.invoke('import_files', { paths });
    await app.click(`${row}:nth-child(1)`);
    await app.click(`${row}:nth-child(3)`, { hold: ['shift'] });
    await app.waitFor(async () =>
      (await app.text('[data-pane="reader"]'))?.includes('3 conversations selected'),
    );
  },
);

windowTest('what a key unfolds at the end of a conversation opens downwards', async ({ app, folder }) => {
  await open(app, writeAnswer(folder, 'It is so.', 'let me think\n'.repeat(80)));
  const summary = '[data-pane="reader"] summary';
  await app.waitFor(summary);
  const before = await app.find(summary);
  await app.execute((css) => /** @type {HTMLElement} */ (document.querySelector(css)).focus(), summary);
  app.key('Return');
  await app.waitFor('[data-pane="reader"] details[open] p');
  await pause(300);
  assert.deepEqual(await app.find(summary), before);
});

windowTest('pointing at an answer moves nothing', async ({ app, folder }) => {
  await open(app, writeAnswer(folder, 'as wide as it can be '.repeat(60)));
  const answer = '[data-pane="reader"] .answer:last-child';
  const layout = () =>
    app.execute((css) => {
      const { width, height } = document.querySelector(`${css} .said`)?.getBoundingClientRect() ?? {};
      return {
        width,
        height,
        all: document.querySelector('[data-pane="reader"] .content')?.scrollHeight,
      };
    }, answer);
  const before = await layout();
  await app.hover(answer);
  await app.waitFor(`${answer} .near`);
  assert.deepEqual(await layout(), before);
});

windowTest('the first message of a long conversation keeps the focus', async ({ app, folder }) => {
  await open(app, writeChat(folder, { name: 'Long', messages: numbered(2000) }));
  await app.execute(() =>
    /** @type {HTMLElement} */ (document.querySelector('[data-pane="reader"] [role="region"]')).focus(),
  );
  app.key('Home');
  await app.waitFor(async () => (await inSight(app))[0] === 1);
  assert.equal(await app.execute(() => document.activeElement?.getAttribute('role')), 'region');
});
