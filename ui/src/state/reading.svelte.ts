/** Which conversation the reader shows, and at which message. */

let conversationID = $state<string | null>(null);
let messageID = $state<string | null>(null);

export const reading = {
  get conversationID(): string | null {
    return conversationID;
  },
  /** The message to show and mark; null: the conversation's end. */
  get messageID(): string | null {
    return messageID;
  },

  open(id: string, at: string | null = null) {
    conversationID = id;
    messageID = at;
  },
  close() {
    conversationID = null;
    messageID = null;
  },
};
