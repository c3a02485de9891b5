/** What the reader shows: messages, what happened between them, and who writes. */

export type MessageKind =
  | 'text'
  | 'image'
  | 'video'
  | 'audio'
  | 'file'
  | 'sticker'
  | 'location'
  | 'contact'
  | 'poll'
  | 'call'
  | 'link'
  | 'code'
  | 'tool'
  | 'reasoning'
  | 'system'
  | 'unknown';

/** What happened where nobody wrote something: data, for wording it in the person's language. */
export interface HappenedEvent {
  kind: EventKind;
  /** Who did it; absent: somebody who has left the product. */
  actor?: string;
  /** To whom; null: somebody who has left the product. */
  members?: (string | null)[];
  /** The name that something got. */
  title?: string;
  /** How long it lasted. */
  seconds?: number;
  /** How much: points, or money with its currency. */
  amount?: string;
  /** What the export says beside it. */
  note?: string;
}

export type EventKind =
  | 'createGroup'
  | 'createChannel'
  | 'renameChat'
  | 'changePhoto'
  | 'removePhoto'
  | 'join'
  | 'joinByLink'
  | 'joinByRequest'
  | 'leave'
  | 'addMembers'
  | 'removeMembers'
  | 'becomeSupergroup'
  | 'pinMessage'
  | 'clearHistory'
  | 'joinTelegram'
  | 'takeScreenshot'
  | 'call'
  | 'missedCall'
  | 'declinedCall'
  | 'groupCall'
  | 'scheduleCall'
  | 'inviteToCall'
  | 'playGame'
  | 'pay'
  | 'payment'
  | 'changeTimer'
  | 'changeTheme'
  | 'changeBackground'
  | 'createTopic'
  | 'changeTopic'
  | 'suggestPhoto'
  | 'boost'
  | 'sendGift'
  | 'launchGiveaway'
  | 'allowMessages'
  | 'leftOut';

export interface Attachment {
  name: string;
  kind: 'image' | 'video' | 'audio' | 'file' | 'sticker' | 'location' | 'contact';
  /** Bytes; null where the export does not say. */
  size: number | null;
  /** Whether the export carried the file itself. */
  inExport: boolean;
}

/** The message that another one answers. */
export interface Answered {
  messageID: string;
  sender: string;
  /** The person's own. */
  outgoing: boolean;
  text: string;
  event: HappenedEvent | null;
}

/** One message as the reader shows it. */
export interface MessageRow {
  messageID: string;
  time: number;
  sender: string;
  /** The owner's own message. */
  outgoing: boolean;
  /** Written by an AI assistant: `text` is Markdown. */
  assistant: boolean;
  kind: MessageKind;
  text: string;
  attachments: Attachment[];
  /** The message this one answers, when it is in the conversation. */
  replyTo: Answered | null;
  edited: boolean;
  /** Who had written it first, where it was passed on. */
  forwardedFrom: string | null;
  reactions: { emoji: string; count: number }[];
  /** What happened; shown in `text`'s place. */
  event: HappenedEvent | null;
}

/** Which part of a conversation to read; ids are message ids. */
export type Anchor = { at: 'end' | 'start' } | { before: string } | { after: string } | { around: string };

/** Somebody who writes in a conversation. */
export interface Person {
  personID: number;
  name: string;
  /** The person said that it is themselves. */
  isOwn: boolean;
}

export interface MessageWindow {
  messages: MessageRow[];
  hasBefore: boolean;
  hasAfter: boolean;
}
