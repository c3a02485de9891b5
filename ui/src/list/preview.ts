/** The line under a conversation's title: who said what last. */
import { t, type MessageKey } from '../messages';
import type { Row } from '../wire';

export function lastLine(row: Row): string {
  const { title, lastKind, lastText, lastSender, lastOutgoing, type } = row;
  if (lastKind === 'system') return lastText;
  const text = lastText || (lastKind === 'text' ? '' : t(`kind.${lastKind}` satisfies MessageKey));
  if (!text) return '';
  if (lastOutgoing) return t('row.you', { text });
  // A channel speaks under its own name, which stands above already.
  const isNamed = type === 'people' && lastSender !== '' && lastSender !== title;
  return isNamed ? t('row.sender', { sender: lastSender, text }) : text;
}
