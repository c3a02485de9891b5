/**
 * An assistant's Markdown as nodes that can only be looked at. Two walls stand between an export
 * and the window: the parser passes no HTML on, and DOMPurify lets through a short list of
 * elements. Nothing in the result loads, navigates or runs: a link becomes a word that knows its
 * address, a picture its description.
 */
import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';
import { splitAddresses } from './addresses';

/** Beyond this length parsing would be felt; such an answer is shown as it stands. */
export const LONGEST_MARKDOWN = 60_000;

/** What is said inside an answer, in the person's language. */
export interface MarkdownWords {
  copyCode: string;
  copyAddress: (address: string) => string;
  /** Of a line in a list of tasks. */
  done: string;
  open: string;
}

const ELEMENTS = [
  'h1 h2 h3 h4 h5 h6 p br hr blockquote ul ol li strong em s code pre',
  'table thead tbody tr th td span div button',
].flatMap((names) => names.split(' '));
const ATTRIBUTES = [
  'class',
  'dir',
  'start',
  'title',
  'role',
  'aria-label',
  'tabindex',
  'type',
  'data-address',
  'data-copy',
];

const parser = new MarkdownIt({ html: false, linkify: true, breaks: true });
const { escapeHtml } = parser.utils;

// An address that merely stands there is found as in any other message, and nothing else is.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
for (const schema of ['ftp:', '//', 'mailto:']) parser.linkify.add(schema, null);
for (const schema of ['http:', 'https:']) {
  parser.linkify.add(schema, {
    validate(text: string, at: number) {
      const [first] = splitAddresses(text.slice(at - schema.length));
      return first?.isAddress ? first.text.length - schema.length : 0;
    },
  });
}

/** `- [x] done`: the box of a task. */
const TASK = /^\[([ xX])\](?= )/;
parser.core.ruler.after('inline', 'task', ({ tokens, Token }) => {
  tokens.forEach((token, at) => {
    const isItem = tokens[at - 1]?.type === 'paragraph_open' && tokens[at - 2]?.type === 'list_item_open';
    const first = token.children?.[0];
    const state = isItem && first?.type === 'text' ? TASK.exec(first.content)?.[1] : undefined;
    if (!first || state === undefined) return;
    first.content = first.content.slice(4);
    const box = new Token('task', '', 0);
    box.info = state === ' ' ? 'open' : 'done';
    token.children?.unshift(box);
  });
});
parser.renderer.rules.task = (tokens, index, _options, env) => {
  const state = tokens[index]?.info === 'done' ? 'done' : 'open';
  const name = escapeHtml(wordsOf(env)[state]);
  return `<span class="task ${state}" role="img" aria-label="${name}"></span>`;
};

// TeX keeps its backslashes and underscores: shown as written, it can still be read and copied.
const TEX = /\\\((?:[^\\]|\\(?!\)))+\\\)|\\\[(?:[^\\]|\\(?!\]))+\\\]|\$\$[^$]+\$\$/y;
parser.inline.ruler.before('escape', 'tex', (state, silent) => {
  TEX.lastIndex = state.pos;
  const [found] = TEX.exec(state.src) ?? [];
  if (found === undefined) return false;
  if (!silent) state.push('code_inline', 'code', 0).content = found;
  state.pos += found.length;
  return true;
});

// Each block finds its own direction, so that Arabic beside English reads right.
parser.core.ruler.push('direction', (state) => {
  for (const token of state.tokens) {
    if (token.block && token.nesting === 1 && token.type !== 'table_open') token.attrSet('dir', 'auto');
  }
});

// The address is kept as data: an element without href has nowhere to go.
parser.renderer.rules.link_open = (tokens, index, _options, env) => {
  const address = String(tokens[index]?.attrGet('href') ?? '');
  const title = escapeHtml(wordsOf(env).copyAddress(address));
  return `<span class="address" role="button" tabindex="0" title="${title}" data-address="${escapeHtml(address)}">`;
};
parser.renderer.rules.link_close = () => '</span>';
parser.renderer.rules.image = (tokens, index) => {
  const token = tokens[index];
  const description = token?.content || String(token?.attrGet('src') ?? '');
  return `<span class="picture">${escapeHtml(description)}</span>`;
};
// A column's alignment comes as a style, which the sanitiser takes away; a class stays.
parser.core.ruler.push('alignment', (state) => {
  for (const token of state.tokens) {
    const found = /text-align:(center|right)/.exec(String(token.attrGet('style') ?? ''))?.[1];
    if (found) token.attrSet('class', found);
  }
});
parser.renderer.rules.table_open = () => '<div class="wide"><table>';
parser.renderer.rules.table_close = () => '</table></div>';
parser.renderer.rules.fence = (tokens, index, _options, env) => {
  const token = tokens[index];
  const language = token?.info.trim().split(/\s+/)[0] ?? '';
  return codeBlock(token?.content ?? '', language, wordsOf(env).copyCode);
};
parser.renderer.rules.code_block = (tokens, index, _options, env) =>
  codeBlock(tokens[index]?.content ?? '', '', wordsOf(env).copyCode);

function codeBlock(code: string, language: string, copyLabel: string): string {
  return (
    `<div class="code"><div class="code-head"><span>${escapeHtml(language)}</span>` +
    `<button type="button" data-copy>${escapeHtml(copyLabel)}</button></div>` +
    `<pre dir="ltr" tabindex="0"><code>${escapeHtml(code)}</code></pre></div>`
  );
}

/** What `renderMarkdown` hands to the renderer's rules. */
const wordsOf = (env: unknown) => (env as { words: MarkdownWords }).words;

export function renderMarkdown(text: string, words: MarkdownWords): DocumentFragment {
  return DOMPurify.sanitize(parser.render(text, { words }), {
    ALLOWED_TAGS: ELEMENTS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}
