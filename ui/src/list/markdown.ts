/**
 * The words of an assistant's Markdown, for a line of the list. The text is a part of an answer and may
 * end inside of a link or a block; a parser would take half of one for words.
 */
const stripped: readonly [RegExp, string][] = [
  // Fences, rules and the marks that lines begin with.
  [/^\s*(?:```|~~~).*$/gm, ''],
  [/^\s*(?:[-*_]\s*){3,}$/gm, ''],
  [/^\s*(?:#{1,6}|>|[-*+]|\d+[.)])\s+/gm, ''],
  [/!?\[([^\]\n]*)\]\([^)\n]*\)?/g, '$1'],
  [/(\*{1,3}|`+|~~)(?=\S)(.+?)\1/g, '$2'],
  // Underscores stand in names too: only around words are they emphasis.
  [/(?<![\p{L}\p{N}_])(_{1,3})(?=\S)(.+?)\1(?![\p{L}\p{N}_])/gu, '$2'],
  [/\s+/g, ' '],
];

export function withoutMarkdown(text: string): string {
  return stripped.reduce((rest, [mark, words]) => rest.replaceAll(mark, words), text).trim();
}
