/** What an operation did, as a sentence in the person's language. */
import { t, type MessageKey } from '../messages';
import type { Operation } from '../wire';

export function did({ kind, params }: Pick<Operation, 'kind' | 'params'>): string {
  const key: MessageKey = `did.${kind}`;
  return t(key, { group: '', from: '', to: '', title: '', count: 1, ...params });
}
