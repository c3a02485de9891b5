/** What happened in a conversation, as a sentence in the person's language. */
import { t } from '../messages';
import type { HappenedEvent } from '../wire';
import { language } from './language.svelte';

export function happened(event: HappenedEvent): string {
  const { kind, actor, members = [], title, seconds, amount, note } = event;
  const gone = t('name.deletedAccount');
  const sentence = t(`event.${kind}`, {
    actor: actor ?? gone,
    members: list(members.map((name) => name ?? gone)),
    titled: yes(title),
    title: title ?? '',
    timed: yes(seconds),
    duration: seconds === undefined ? '' : duration(seconds),
    counted: yes(amount),
    amount: amount ?? '',
  });
  return note ? t('event.withNote', { sentence, note }) : sentence;
}

function yes(value: unknown): 'yes' | 'no' {
  return value === undefined ? 'no' : 'yes';
}

/** “Ana, Bo and Cem”, “Ana、Bo和Cem” */
function list(names: string[]): string {
  return new Intl.ListFormat(language.locale, { type: 'conjunction' }).format(names);
}

function duration(seconds: number): string {
  if (seconds < 60) return t('duration.seconds', { seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('duration.minutes', { minutes, seconds: seconds % 60 });
  return t('duration.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
