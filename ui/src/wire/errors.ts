/** What failed, as a whole or of some. */

export interface Failure {
  conversationID: string;
  code: number;
  message: string;
}

export interface ItemLists {
  successConversationIDList: string[];
  failureConversationIDList: Failure[];
}

/** A reason names one cause under a code, so that the window can say it in the person's language. */
export interface WireError {
  code: number;
  message: string;
  reason: string;
  params: Record<string, string | number>;
}
