/** The line under a conversation's title: who said what last. */
import { t, type MessageKey } from '../messages';
import { happened } from '../state/happened';
import { personName } from '../state/names';
import type { Row } from '../wire';
import { withoutMarkdown } from './markdown';

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
