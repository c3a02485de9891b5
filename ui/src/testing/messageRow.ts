import type { MessageRow } from '../wire';

/** A person's plain message, as far as a test does not say otherwise. */
export function messageRow(fields: Partial<MessageRow> = {}): MessageRow {
  return {
    messageID: 'm1',
    time: Date.UTC(2025, 9, 14, 9),
    sender: 'Li',
    outgoing: false,
    assistant: false,
    kind: 'text',
    text: 'hello',
    attachments: [],
    replyTo: null,
    edited: false,
    forwardedFrom: null,
    reactions: [],
    event: null,
    ...fields,
  };
}
