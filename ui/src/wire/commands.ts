import type { Filter, Row, Sort, View } from './conversations';
import type { ItemLists } from './errors';
import type { Overview, UngroupedFolder } from './groups';
import type { Operation } from './history';
import type { ImportReport, NamesakeAnswer } from './imports';
import type { Anchor, MessageWindow, Person } from './messages';
import type { SearchResult } from './search';
import type { AppState, Settings } from './settings';

/** Every command: name, request, result. `chat`'s own commands are typed in chat/. */
export interface Commands {
  get_app_state: { request: undefined; result: AppState };
  /** Tries again to open a library that could not be opened. */
  retry_open: { request: undefined; result: AppState };
  get_overview: { request: undefined; result: Overview };
  /** Row ids, which come as bytes. `limit` gives the first ones only. */
  get_view_order: {
    request: { view: View; sort: Sort; filter?: Filter; limit?: number };
    result: Uint32Array<ArrayBuffer>;
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
  /** null: they only leave. One operation, one undo. */
  move_conversations: {
    request: { conversationIDList: string[]; fromGroupName: string; toGroupName: string | null };
    result: ItemLists;
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
  /** With an id: that operation, or nothing when it is no longer the last. */
  undo: { request: { operationID?: number }; result: Operation | null };
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
