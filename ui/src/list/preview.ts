/** The line under a conversation's title: who said what last. */
import { t, type MessageKey } from '../messages';
import { happened } from '../state/happened';
import { personName } from '../state/names';
import type { Row } from '../wire';
import { withoutMarkdown } from './markdown';

export function lastLine(row: Row): string {
  const { title, lastKind, lastText, lastEvent, lastSender, lastOutgoing, type } = row;
  if (lastKind === 'system') return lastEvent ? happened(lastEvent) : lastText;
  const said = type === 'assistant' && !lastOutgoing ? withoutMarkdown(lastText) : lastText;
  const text = said || (lastKind === 'text' ? '' : t(`kind.${lastKind}` satisfies MessageKey));
  if (!text) return '';
  if (lastOutgoing) return t('row.you', { text });
  // A channel speaks under its own name, which stands above already.
  const isNamed = type === 'people' && lastSender !== '' && lastSender !== title;
  return isNamed ? t('row.sender', { sender: personName(lastSender), text }) : text;
}
