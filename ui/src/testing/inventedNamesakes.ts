/** Questions about chats of one name, for tests. */
import type { ChatFacts, NamedConversation, Namesake } from '../wire';

export function inventFacts(facts: Partial<ChatFacts> = {}): ChatFacts {
  return {
    messageCount: 412,
    firstTime: Date.UTC(2024, 0, 3, 12),
    lastTime: Date.UTC(2024, 4, 3, 12),
    people: ['Bo', 'Cy'],
    peopleCount: 2,
    ...facts,
  };
}

export function inventNamed(fields: Partial<NamedConversation> = {}): NamedConversation {
  return {
    conversationID: 'GROUPwhatsapp:Family',
    isDeleted: false,
    peopleInCommon: 2,
    facts: inventFacts(),
    ...fields,
  };
}

export function inventNamesake(fields: Partial<Namesake> = {}): Namesake {
  const path = `/exports/WhatsApp Chat with ${fields.title ?? 'Family'}.txt`;
  return {
    given: path,
    path,
    title: 'Family',
    source: 'whatsapp',
    facts: inventFacts({ messageCount: 120 }),
    conversations: [inventNamed()],
    ...fields,
  };
}
