/**
 * The commands behind the SDK's methods that the window itself does not need: request and result,
 * with the SDK's field names. They join the table of `wire/commands.ts`.
 */
import type { ItemLists } from '../wire';

declare module '../wire/commands' {
  interface Commands {
    get_conversation_group_list: { request: undefined; result: string[] };
    add_conversations_to_group: { request: GroupMembers; result: ItemLists };
    delete_conversations_from_group: { request: GroupMembers; result: ItemLists };
    get_conversation_list: {
      request: { options?: string[] | ConversationFilter };
      result: { conversationList: Conversation[]; isSyncCompleted: true };
    };
    get_conversation_profile: {
      request: { conversationID: string };
      result: { conversation: Conversation };
    };
    mark_conversation: { request: Mark; result: ItemLists };
    set_conversation_custom_data: { request: CustomData; result: ItemLists };
    delete_conversation: {
      request: { conversationID: string } | Deletion;
      result: { conversationID: string } | { conversationIDList: string[] };
    };
    get_message_list: {
      request: MessagePage;
      result: { messageList: Message[]; nextReqMessageID: string; isCompleted: boolean };
    };
    set_message_read: {
      request: { conversationID: string };
      result: { conversationID: string };
    };
    get_total_unread_message_count: { request: undefined; result: number };
  }
}

export interface GroupMembers {
  groupName: string;
  conversationIDList: string[];
}

/** Conditions that a conversation must all meet. */
export interface ConversationFilter {
  /** `TencentCloudChat.TYPES.CONV_C2C` or `CONV_GROUP`. */
  type?: string | number;
  /** `''`: in no group. */
  groupName?: string;
  /** 0: without any mark. */
  markType?: number;
  hasUnreadCount?: boolean;
  hasGroupAtInfo?: boolean;
}

export interface Mark {
  conversationIDList: string[];
  /** `TencentCloudChat.TYPES.CONV_MARK_TYPE_…`. */
  markType: number;
  enableMark: boolean;
}

export interface CustomData {
  conversationIDList: string[];
  customData: string;
}

export interface Deletion {
  conversationIDList: string[];
  clearHistoryMessage?: boolean;
}

export interface MessagePage {
  conversationID: string;
  /** Where the page before this one ended; left out for the newest messages. */
  nextReqMessageID?: string;
}

/** A conversation as the SDK describes it, with Sheaf's own `title`, `source` and `messageCount`. */
export interface Conversation {
  conversationID: string;
  type: string;
  unreadCount: number;
  /** `lastTime`: seconds since 1970, UTC. */
  lastMessage: { lastTime: number; fromAccount: string; messageForShow: string; type: string };
  /** Of a one-to-one conversation. */
  userProfile?: { userID: string; nick: string; avatar: string };
  /** Of a conversation of several people. */
  groupProfile?: { groupID: string; name: string; avatar: string };
  remark: string;
  isPinned: boolean;
  messageRemindType: string;
  markList: number[];
  customData: string;
  conversationGroupList: string[];
  draftText: string;
  groupAtInfoList: unknown[];
  title: string;
  source: string;
  messageCount: number;
}

/** A message as the SDK describes it. */
export interface Message {
  ID: string;
  conversationID: string;
  conversationType: string;
  /** `TencentCloudChat.TYPES.MSG_…`; says what `payload` holds. */
  type: string;
  payload: Record<string, unknown>;
  from: string;
  nick: string;
  flow: 'in' | 'out';
  /** Seconds since 1970, UTC. */
  time: number;
}
