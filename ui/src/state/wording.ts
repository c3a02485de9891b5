/** What an operation did, as a sentence in the person's language; another one where it was undone. */
import { TYPES } from '../chat/constants';
import { t } from '../messages';
import type { Operation } from '../wire';

/** Characters of a title that a sentence holds before it is cut. */
const longest = 48;

export function did({ kind, params }: Pick<Operation, 'kind' | 'params'>, isUndone = false): string {
  const { group = '', from = '', to = '', count = 0, title = '', markType } = params;
  const what = title ? t('did.one', { title: shorten(title) }) : t('did.many', { count });
  const values = { group, from, to, what, count, undone: isUndone ? 'yes' : 'no' };
  // A star is the one mark that the window sets itself.
  if (markType === TYPES.CONV_MARK_TYPE_STAR && kind === 'mark') return t('did.star', values);
  if (markType === TYPES.CONV_MARK_TYPE_STAR && kind === 'unmark') return t('did.unstar', values);
  if (kind === 'createGroup' && count > 0) return t('did.createGroupOf', values);
  return t(`did.${kind}`, values);
}

function shorten(title: string): string {
  const characters = [...title];
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : title;
}
