/**
 * Names that a product shows and its exports leave out. The library keeps them in English, as the
 * product has them, so that sorting, searching and scripts find them; here they get their words.
 */
import { t, type MessageKey } from '../messages';
import { plainName } from '../names';
import type { Row } from '../wire';

const deletedAccount = 'Deleted Account';

/** Telegram's own conversations, which have no other name. */
const titles: Record<string, MessageKey> = {
  [deletedAccount]: 'name.deletedAccount',
  'Saved Messages': 'name.savedMessages',
  Replies: 'name.replies',
  'Verification Codes': 'name.verificationCodes',
};

export function titleOf(row: Pick<Row, 'title' | 'source' | 'type'> | undefined): string {
  if (!row?.title) return t('row.noTitle');
  const key = row.source === 'telegram' && row.type === 'person' ? titles[row.title] : undefined;
  return key ? t(key) : plainName(row.title) || t('row.noTitle');
}

export function personName(name: string): string {
  return name === deletedAccount ? t('name.deletedAccount') : plainName(name);
}

/** An emoji is its own word; one that somebody made has none in the export. */
export function reactionName(emoji: string): string {
  return emoji === 'custom emoji' ? t('reader.customEmoji') : emoji;
}
