/** What an import is doing, what it brought, and what it asks. */
import type { WireError } from './errors';

/** A warning of an import: where in which file, and what. Same manner of wording as errors. */
export interface ImportWarning {
  where: string;
  message: string;
  reason: string;
  params: Record<string, string | number>;
}

export interface ImportedFile {
  path: string;
  /** `telegram`, `chatgpt`, `whatsapp`, …; empty when no format was recognised. */
  format: string;
  conversationsAdded: number;
  conversationsUpdated: number;
  messagesAdded: number;
  messagesKnown: number;
  /** The conversations that it added or updated. */
  rowIDs: number[];
  warnings: ImportWarning[];
  error: WireError | null;
}

/** What a chat holds, to tell it from another of its name. */
export interface ChatFacts {
  messageCount: number;
  firstTime: number;
  lastTime: number;
  /** The first few of those who write in it, the owner aside. */
  people: string[];
  peopleCount: number;
}

/** A conversation that has the name of a chat in a file. */
export interface NamedConversation {
  conversationID: string;
  /** The person deleted it: going it on brings it back. */
  isDeleted: boolean;
  /** How many of those who write in the file write in it. */
  peopleInCommon: number;
  facts: ChatFacts;
}

/** A chat in a file that has the name of conversations and no message in common with any. */
export interface Namesake {
  /** The path that was given: the file, or what it lies in. */
  given: string;
  /** The file's path, as a report gives it. */
  path: string;
  title: string;
  source: string;
  facts: ChatFacts;
  /** The likeliest first. */
  conversations: NamedConversation[];
}

/** `conversationID` null: the chat is a conversation of its own. */
export type NamesakeAnswer = Pick<Namesake, 'given' | 'path'> & { conversationID: string | null };

export interface ImportReport {
  importID: string;
  cancelled: boolean;
  files: ImportedFile[];
  /** Left out until the person says where they belong. Only where it was asked for. */
  namesakes?: Namesake[];
}

export interface ImportProgress {
  importID: string;
  path: string;
  bytesDone: number;
  /** 0 while a path is still being looked into. */
  bytesTotal: number;
  conversations: number;
  messages: number;
}
