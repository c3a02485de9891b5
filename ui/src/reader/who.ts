/** Saying which of those who write in a conversation is oneself, and taking it back. */
import { describeError } from '../errors';
import { call } from '../host';
import { t } from '../messages';
import { toasts } from '../state/toasts.svelte';
import type { Person } from '../wire';

/** Those to choose among; none where the export says who the owner is, or they cannot be read now. */
export async function peopleOf(conversationID: string): Promise<Person[]> {
  return call('get_people', { conversationID }).catch(() => []);
}

/** null: none of them. `people` is what was said before, to take it back to. Never rejects. */
export async function choosePerson(
  conversationID: string,
  people: readonly Person[],
  personID: number | null,
): Promise<void> {
  const before = people.find(({ isOwn }) => isOwn)?.personID ?? null;
  if (personID === before) return;
  try {
    const now = await call('set_own_person', { conversationID, personID });
    const own = now.find(({ isOwn }) => isOwn);
    const run = () => void choosePerson(conversationID, now, before);
    toasts.show(own ? t('reader.who.done', { name: own.name }) : t('reader.who.noneDone'), {
      action: { label: t('toast.undo'), run },
    });
  } catch (failure) {
    toasts.show(describeError(failure), { failed: true });
  }
}
