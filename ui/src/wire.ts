/**
 * The shapes that cross between the window and the core: every command with its request and
 * its result, and every event. Names and meanings: docs/commands.md. Times are UTC milliseconds
 * unless a name says otherwise (the SDK-shaped objects of `chat` use seconds).
 */

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

export interface GroupSummary {
  name: string;
  /** Index into the palette of group colours, 0 to 11. */
  color: number;
  emoji: string;
  count: number;
}

/** All that the groups pane shows. */
export interface Overview {
  revision: number;
  all: number;
  ungrouped: number;
  pinned: number;
  /** Deleted ones that can still be brought back. */
  deleted: number;
  groups: GroupSummary[];
  /** Products with the number of conversations from each, largest first. */
  sources: { source: string; count: number }[];
}

/** A folder of a product, of which no conversation is in a group. */
export interface UngroupedFolder {
  source: string;
  /** The product's id of it. */
  folder: string;
  count: number;
}

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
  replyTo: { messageID: string; sender: string; text: string; event: HappenedEvent | null } | null;
  edited: boolean;
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

export interface SearchHit {
  conversationID: string;
  /** null: the conversation itself was found, by its title or a person's name. */
  messageID: string | null;
  time: number;
  sender: string;
  snippet: string;
  /** Found places in `snippet`: `[start, end)` in UTF-16 units. */
  ranges: [number, number][];
  /** Of a system row: what happened; shown in `snippet`'s place. */
  event: HappenedEvent | null;
}

export interface SearchResult {
  total: number;
  hits: SearchHit[];
}

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
  bytesTotal: number;
  conversations: number;
  messages: number;
}

export type OperationKind =
  | 'createGroup'
  | 'createGroups'
  | 'deleteGroup'
  | 'renameGroup'
  | 'reorderGroups'
  | 'setGroupLook'
  | 'add'
  | 'remove'
  | 'move'
  | 'pin'
  | 'unpin'
  | 'reorderPinned'
  | 'mark'
  | 'unmark'
  | 'setCustomData'
  | 'deleteConversations'
  | 'restoreConversations';

/** What an undo or redo did, or would do. `params` carries names and counts for the sentence. */
export interface Operation {
  kind: OperationKind;
  /** An English sentence, for scripts. The window words it from `kind` and `params`. */
  label: string;
  params: {
    group?: string;
    from?: string;
    to?: string;
    count?: number;
    title?: string;
    /** The SDK's mark type that was set or taken away. */
    markType?: number;
  };
}

export interface Settings {
  language: 'system' | 'en' | 'zh-CN';
  theme: 'system' | 'light' | 'dark';
  /** 20 to 1,000. */
  groupLimit: number;
  /** Widths of the groups pane and the list pane, CSS pixels. */
  railWidth: number;
  listWidth: number;
  /** How large the window draws, percent: 50 to 200. */
  zoom: number;
}

export interface AppState {
  /** null when the library is open; otherwise why it could not be opened. */
  error: WireError | null;
  version: string;
  dataDir: string;
  /** The system's language as a BCP 47 tag. */
  systemLanguage: string;
  hasSamples: boolean;
  /** Whether traces of what was erased may still be in the library's file. */
  hasTraces: boolean;
}

/** Every command: name, request, result. `chat`'s own commands are typed in chat/. */
export interface Commands {
  get_app_state: { request: undefined; result: AppState };
  /** Tries again to open a library that could not be opened. */
  retry_open: { request: undefined; result: AppState };
  get_overview: { request: undefined; result: Overview };
  /** Bytes: little-endian u32, the revision first, then row ids. `limit` gives the first ids only. */
  get_view_order: {
    request: { view: View; sort: Sort; filter?: Filter; limit?: number };
    result: ArrayBuffer;
  };
  get_rows: { request: { rowIDs: number[] }; result: Row[] };
  /** Rows by conversation id; unknown and deleted ones are left out. */
  find_rows: { request: { conversationIDList: string[] }; result: Row[] };
  get_messages: {
    request: { conversationID: string; anchor: Anchor; limit: number };
    result: MessageWindow;
  };
  /** Those among whom the person can say which is themselves. */
  get_people: { request: { conversationID: string }; result: Person[] };
  /** null: none of them. */
  set_own_person: { request: { conversationID: string; personID: number | null }; result: Person[] };
  search: {
    request: { query: string; groupName?: string; source?: string; limit: number; offset: number };
    result: SearchResult;
  };

  create_conversation_group: {
    request: { groupName: string; conversationIDList: string[] };
    result: ItemLists;
  };
  delete_conversation_group: { request: { groupName: string }; result: { groupName: string } };
  rename_conversation_group: {
    request: { oldName: string; newName: string };
    result: { oldName: string; newName: string };
  };
  reorder_conversation_groups: { request: { groupNameList: string[] }; result: { groupNameList: string[] } };
  set_group_look: {
    request: { groupName: string; color?: number; emoji?: string };
    result: { groupName: string };
  };
  /** One drop: `to` adds, `from` removes, both move. One operation, one undo. */
  file_rows: {
    request: { rowIDs: number[]; to: string | null; from: string | null };
    result: { changed: number; failed: number };
  };
  create_group_of_rows: { request: { groupName: string; rowIDs: number[] }; result: { count: number } };
  get_ungrouped_folders: { request: { sources: string[] }; result: UngroupedFolder[] };
  create_groups_of_folders: {
    request: { groups: { source: string; folder: string; groupName: string }[] };
    result: { groups: number; conversations: number };
  };
  pin_conversation: {
    request: { conversationID: string; isPinned: boolean };
    result: { conversationID: string };
  };
  /** Pins rows above all others, the first highest, or unpins them. One operation, one undo. */
  pin_rows: { request: { rowIDs: number[]; isPinned: boolean }; result: { count: number } };
  /** The pinned conversations in their new order; all of them, each once. */
  reorder_pinned: { request: { rowIDs: number[] }; result: { count: number } };
  delete_rows: { request: { rowIDs: number[] }; result: { count: number } };
  /** Brings deleted conversations back as they were. */
  restore_rows: { request: { rowIDs: number[] }; result: { count: number } };
  /** Removes the messages of deleted conversations for good, all or those. Cannot be undone. */
  erase_deleted: { request: { rowIDs?: number[] }; result: { count: number } };
  undo: { request: undefined; result: Operation | null };
  redo: { request: undefined; result: Operation | null };
  /** What undo and redo would do now. */
  get_history: { request: undefined; result: { undo: Operation | null; redo: Operation | null } };

  /** Paths, or files' `file:` addresses. */
  import_files: { request: { paths: string[]; ask?: boolean }; result: ImportReport };
  import_namesakes: { request: { answers: NamesakeAnswer[] }; result: ImportReport };
  cancel_import: { request: { importID: string }; result: null };
  /** Files given on the command line, by a second start or by "Open with", once. */
  take_given_files: { request: undefined; result: string[] };
  load_samples: { request: undefined; result: ImportReport };
  remove_samples: { request: undefined; result: { count: number } };

  get_settings: { request: undefined; result: Settings };
  set_settings: { request: Partial<Settings>; result: Settings };
}

/** Events the window hears, with their payloads. Sent after the commit, in commit order. */
export interface Events {
  onConversationGroupListUpdated: { revision: number; data: string[] };
  /** `conversationIDList` null: over 1,000 changed, ask again. */
  onConversationListUpdated: { revision: number; conversationIDList: string[] | null };
  onConversationInGroupUpdated: {
    revision: number;
    groupName: string;
    conversationIDList: string[] | null;
  };
  onTotalUnreadMessageCountUpdated: { revision: number; data: number };
  /** A group has another colour or emoji. */
  onGroupLooksUpdated: { revision: number };
  onImportProgress: ImportProgress;
  /** A second start, or the system's "Open with", gave files: call `take_given_files`. */
  onFilesGiven: null;
}
