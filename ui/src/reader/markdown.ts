/**
 * An assistant's Markdown as nodes that can only be looked at. Two walls stand between an export
 * and the window: the parser passes no HTML on, and DOMPurify lets through a short list of
 * elements. Nothing in the result loads, navigates or runs: a link becomes a word that knows its
 * address, a picture its description.
 */
import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';

/** Beyond this length parsing would be felt; such an answer is shown as it stands. */
export const LONGEST_MARKDOWN = 60_000;

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
  'tabindex',
  'type',
  'data-address',
  'data-copy',
];

const parser = new MarkdownIt({ html: false, linkify: false, breaks: true });
const { escapeHtml } = parser.utils;

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
parser.renderer.rules.link_open = (tokens, index) => {
  const address = escapeHtml(String(tokens[index]?.attrGet('href') ?? ''));
  return `<span class="address" role="button" tabindex="0" title="${address}" data-address="${address}">`;
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
  return codeBlock(token?.content ?? '', language, String(env?.copyLabel));
};
parser.renderer.rules.code_block = (tokens, index, _options, env) =>
  codeBlock(tokens[index]?.content ?? '', '', String(env?.copyLabel));

function codeBlock(code: string, language: string, copyLabel: string): string {
  return (
    `<div class="code"><div class="code-head"><span>${escapeHtml(language)}</span>` +
    `<button type="button" data-copy>${escapeHtml(copyLabel)}</button></div>` +
    `<pre dir="ltr" tabindex="0"><code>${escapeHtml(code)}</code></pre></div>`
  );
}

/** `copyLabel`: what a code block's button says, in the person's language. */
export function renderMarkdown(text: string, copyLabel: string): DocumentFragment {
  return DOMPurify.sanitize(parser.render(text, { copyLabel }), {
    ALLOWED_TAGS: ELEMENTS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}
