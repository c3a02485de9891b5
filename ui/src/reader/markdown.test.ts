// @vitest-environment jsdom
// DOMPurify does not vouch for happy-dom, and there it indeed lets the wrong elements go.
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from './markdown';

function rendered(text: string): HTMLElement {
  const host = document.createElement('div');
  host.append(
    renderMarkdown(text, {
      copyCode: 'Copy',
      copyAddress: (address) => `Copy ${address}`,
      done: 'Done',
      open: 'To do',
    }),
  );
  return host;
}

describe('an answer in Markdown', () => {
  it.each([
    ['headings', '## Plan', 'h2', 'Plan'],
    ['emphasis', 'it is **bold**', 'strong', 'bold'],
    ['lists', '- one\n- two', 'li:last-child', 'two'],
    ['tables', '|a|b|\n|-|-|\n|1|2|', 'td:last-child', '2'],
    ['inline code', 'run `ls -l`', 'code', 'ls -l'],
    ['code blocks', '```rust\nlet a = 1 < 2;\n```', 'pre code', 'let a = 1 < 2;\n'],
    ['the language of a code block', '```rust\nx\n```', '.code-head span', 'rust'],
    ['a copy button in the language asked for', '```\nx\n```', 'button[data-copy]', 'Copy'],
    ['TeX as written', 'so \\(a_1 * b_1\\) holds', 'code', '\\(a_1 * b_1\\)'],
    ['TeX over several lines', 'so\n\\[\nx = \\frac{a}{b}\n\\]', 'code', '\\[\nx = \\frac{a}{b}\n\\]'],
  ])('shows %s', (_, text, selector, content) => {
    expect(rendered(text).querySelector(selector)?.textContent).toBe(content);
  });

  it('keeps the alignment of columns', () => {
    const cells = rendered('|a|b|c|\n|-|-:|:-:|\n|1|2|3|').querySelectorAll('td');
    expect([...cells].map((cell) => cell.className)).toEqual(['', 'right', 'center']);
  });

  it('keeps single line breaks', () => {
    expect(rendered('one\ntwo').querySelectorAll('br')).toHaveLength(1);
  });

  it('shows a link as a word that knows its address and cannot navigate', () => {
    const host = rendered('[the paper](https://example.org/a?b=1&c=2)');
    expect(host.querySelector('a, [href]')).toBeNull();
    expect(host.querySelector('.address')?.textContent).toBe('the paper');
    expect(host.querySelector('.address')?.getAttribute('data-address')).toBe(
      'https://example.org/a?b=1&c=2',
    );
  });

  it('says what a click on a link does', () => {
    expect(rendered('[x](https://a.org/)').querySelector('.address')?.getAttribute('title')).toBe(
      'Copy https://a.org/',
    );
  });

  it('finds an address that merely stands there, and no other scheme', () => {
    const host = rendered('see https://example.org/a, ftp://b.org, www.c.org and d@example.org');
    const found = [...host.querySelectorAll('.address')].map((element) => element.textContent);
    expect(found).toEqual(['https://example.org/a']);
  });

  it('draws the boxes of tasks, named, and takes no input', () => {
    const host = rendered('- [x] bread\n- [ ] milk\n- [y] no task');
    const boxes = [...host.querySelectorAll('[role="img"]')].map((box) => box.getAttribute('aria-label'));
    expect(boxes).toEqual(['Done', 'To do']);
    expect([...host.querySelectorAll('li')].map((item) => item.textContent.trim())).toEqual([
      'bread',
      'milk',
      '[y] no task',
    ]);
    expect(host.querySelector('input')).toBeNull();
  });

  it('shows a picture as its description and never asks for it', () => {
    const host = rendered('![a red fox](https://example.org/fox.png)');
    expect(host.querySelector('img, [src]')).toBeNull();
    expect(host.textContent).toContain('a red fox');
  });

  it('lets each block find its direction', () => {
    expect(rendered('مرحبا بالعالم').querySelector('p')?.getAttribute('dir')).toBe('auto');
  });
});

describe('hostile text', () => {
  it.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '<svg onload=alert(1)>',
    '<iframe src="https://example.org"></iframe>',
    '<a href="javascript:alert(1)">x</a>',
    '<form action="https://example.org"><input></form>',
    '<style>*{display:none}</style>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:msgbox)',
    '[x](https://example.org/"onmouseover="alert(1))',
    '![x](javascript:alert(1))',
    '![" onerror="alert(1)](https://example.org/p.png)',
    '```"><img src=x onerror=alert(1)>\ncode\n```',
    '<https://example.org/onclick=alert(1)>',
  ])('%s loads, runs and navigates nothing', (text) => {
    const host = rendered(text);
    expect(
      host.querySelector('img, script, svg, iframe, a, form, input, style, math, object, link'),
    ).toBeNull();
    const attributes = [...host.querySelectorAll('*')].flatMap((element) => element.getAttributeNames());
    expect(attributes.filter((name) => /^on|^href$|^src|^style$|^action$/.test(name))).toEqual([]);
  });

  it.each(['<b>not bold</b>', '<!-- a comment -->', '&lt;i&gt;'])('%s is shown as text', (text) => {
    expect(rendered(text).querySelector('b, i')).toBeNull();
    expect(rendered(text).textContent?.trim()).toBe(text.replace('&lt;', '<').replace('&gt;', '>'));
  });
});
