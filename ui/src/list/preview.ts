/** The line under a conversation's title: who said what last. */
import { t, type MessageKey } from '../messages';
import { happened } from '../state/happened';
import { personName } from '../state/names';
import type { Row } from '../wire';

/** Whether the line is words of ours with theirs inside, and so in our direction. */
export function isWorded(row: Row): boolean {
  return row.lastKind === 'system' ? row.lastEvent !== null : row.lastOutgoing || isNamed(row);
}

/** A channel speaks under its own name, which stands above already. */
function isNamed({ type, lastSender, title }: Row): boolean {
  return type === 'people' && lastSender !== '' && lastSender !== title;
}

export function lastLine(row: Row): string {
  const { lastKind, lastText, lastEvent, lastSender, lastOutgoing, type } = row;
  if (lastKind === 'system') return lastEvent ? happened(lastEvent) : lastText;
  const said = type === 'assistant' && !lastOutgoing ? withoutMarkdown(lastText) : lastText;
  const text = said || (lastKind === 'text' ? '' : t(`kind.${lastKind}` satisfies MessageKey));
  if (!text) return '';
  if (lastOutgoing) return t('row.you', { text });
  return isNamed(row) ? t('row.sender', { sender: personName(lastSender), text }) : text;
}

/**
 * The words of an assistant's Markdown. The text is the beginning of an answer and may end inside
 * of a link or a block; a parser would take half of one for words.
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

function withoutMarkdown(text: string): string {
  return stripped.reduce((rest, [mark, words]) => rest.replaceAll(mark, words), text).trim();
}
