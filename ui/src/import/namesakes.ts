/** Chats that have the name of a conversation: what there is to decide by, in words. */
import { sourceName } from '../list/sources';
import { t } from '../messages';
import { shortDay } from '../reader/times';
import { language } from '../state/language.svelte';
import type { ChatFacts, NamedConversation, Namesake } from '../wire';

/** What the file holds: “WhatsApp · 120 messages · 3 Jan 2024 – 5 Feb 2024 · with Ana, Bo and 2 more” */
export function wordFile({ source, facts }: Namesake): string {
  return list([sourceName(source), count(facts), period(facts), people(facts)]);
}

/** What a conversation holds, and what it has in common with the file. */
export function wordConversation(conversation: NamedConversation, file: ChatFacts): string {
  const { facts, peopleInCommon, isDeleted } = conversation;
  const canCompare = file.peopleCount > 0 && facts.peopleCount > 0;
  return list([
    isDeleted ? t('import.namesake.deleted') : '',
    count(facts),
    period(facts),
    people(facts),
    canCompare ? t('import.namesake.inCommon', { count: peopleInCommon }) : '',
  ]);
}

/** The question about one chat. */
export function wordQuestion({ title, conversations }: Namesake): string {
  const [only, second] = conversations;
  const name = title || t('row.noTitle');
  if (!only || second) return t('import.namesake.several', { title: name, count: conversations.length });
  const { messageCount, lastTime } = only.facts;
  return t('import.namesake.one', { title: name, count: messageCount, day: shortDay(lastTime) });
}

/** What is likely, and chosen until the person says otherwise: null keeps the chat apart. */
export function likely({ facts, conversations }: Namesake): string | null {
  const [first] = conversations;
  if (!first) return null;
  // Two groups of one name in which nobody is the same are hardly one.
  const isStrange = first.peopleInCommon === 0 && facts.peopleCount > 1 && first.facts.peopleCount > 1;
  return isStrange ? null : first.conversationID;
}

const list = (parts: string[]) => parts.filter(Boolean).join(' · ');

const count = ({ messageCount }: ChatFacts) => t('import.namesake.messages', { count: messageCount });

function period({ firstTime, lastTime }: ChatFacts): string {
  const [first, last] = [shortDay(firstTime), shortDay(lastTime)];
  return first === last ? last : t('import.namesake.period', { first, last });
}

function people({ people, peopleCount }: ChatFacts): string {
  if (people.length === 0) return '';
  const more = peopleCount - people.length;
  const others = more > 0 ? [t('import.namesake.more', { count: more })] : [];
  const names = new Intl.ListFormat(language.locale).format([...people, ...others]);
  return t('import.namesake.people', { names });
}
