/** What the list shows: conversations, and the views of them. */
import type { HappenedEvent, MessageKind } from './messages';

/** `person`: one-to-one; `people`: several people; `assistant`: an AI assistant. */
export type ConversationType = 'person' | 'people' | 'assistant';

/** What the list shows. */
export type View =
  | { kind: 'all' }
  | { kind: 'ungrouped' }
  | { kind: 'pinned' }
  /** What was deleted and can still be brought back. */
  | { kind: 'deleted' }
  | { kind: 'group'; name: string };

export type Sort = 'latest' | 'name' | 'messages';

/** Narrows a view; absent fields let everything pass. */
export interface Filter {
  source?: string;
  type?: ConversationType;
  /** A mark that they carry, one of the SDK's mark types. */
  markType?: number;
}

/** One conversation as the list shows it. */
export interface Row {
  rowID: number;
  conversationID: string;
  title: string;
  type: ConversationType;
  /** The product it came from: `telegram`, `chatgpt`, `whatsapp`, … */
  source: string;
  /** The account or workspace in the product; empty where the export does not say. */
  account: string;
  messageCount: number;
  firstTime: number;
  lastTime: number;
  /** Name of the last message's sender; empty for the owner and for system rows. */
  lastSender: string;
  lastText: string;
  lastKind: MessageKind;
  /** Of a last message that is a system row: what happened; shown in `lastText`'s place. */
  lastEvent: HappenedEvent | null;
  /** Whether the last message was the owner's own. */
  lastOutgoing: boolean;
  unreadCount: number;
  isPinned: boolean;
  /** The person deleted it; only the view of what is deleted shows it. */
  isDeleted: boolean;
  markList: number[];
  /** The groups it is in, in the person's order. */
  groups: string[];
  /** Times in this conversation were written without a zone and read in this machine's. */
  timesAreLocal: boolean;
}
