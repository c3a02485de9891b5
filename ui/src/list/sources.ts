/** Names and badges of the products. Logos are trademarks, so a badge is one or two letters. */
import { isMessageKey, t } from '../messages';

const badges: Record<string, string> = {
  chatgpt: 'AI',
  gemini: 'Ge',
  'google-chat': 'GC',
  imessage: 'iM',
  instagram: 'In',
  line: 'Li',
  qq: 'QQ',
  teams: 'Tm',
  telegram: 'Tg',
  whatsapp: 'Wa',
};

export function sourceName(source: string): string {
  const key = `source.${source}`;
  return isMessageKey(key) ? t(key) : capitalised(source);
}

export function sourceBadge(source: string): string {
  return badges[source] ?? capitalised(source.slice(0, 2));
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
