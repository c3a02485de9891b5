import type { ImportProgress } from './imports';

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
