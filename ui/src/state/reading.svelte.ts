/** Which conversation the reader shows, and at which message. */

let conversationID = $state<string | null>(null);
let messageID = $state<string | null>(null);
let visit = $state(0);

export const reading = {
  get conversationID(): string | null {
    return conversationID;
  },
  /** The message to show and mark; null: the conversation's end. */
  get messageID(): string | null {
    return messageID;
  },
  /** Grows with every opening, so that asking for the same message once more is seen. */
  get visit(): number {
    return visit;
  },

  open(id: string, at: string | null = null) {
    conversationID = id;
    messageID = at;
    visit++;
  },
  close() {
    conversationID = null;
    messageID = null;
  },
};
