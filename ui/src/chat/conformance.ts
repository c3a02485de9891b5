/**
 * Holds `chat` and its constants against the SDK's published declarations. Types only: nothing
 * imports this file, so it is checked by `npm run check` and never bundled.
 */
import type SDK from '@tencentcloud/chat';
import type { ChatSDK } from '@tencentcloud/chat';
import type { ChatClient } from './client';
import type { EVENT, TYPES } from './constants';

/** Every method of the contract's table, and what a script calls before it. */
type Method =
  | 'createConversationGroup'
  | 'deleteConversationGroup'
  | 'renameConversationGroup'
  | 'getConversationGroupList'
  | 'addConversationsToGroup'
  | 'deleteConversationsFromGroup'
  | 'getConversationList'
  | 'getConversationProfile'
  | 'pinConversation'
  | 'markConversation'
  | 'setConversationCustomData'
  | 'deleteConversation'
  | 'getMessageList'
  | 'setMessageRead'
  | 'getTotalUnreadMessageCount'
  | 'on'
  | 'off'
  | 'login'
  | 'logout'
  | 'isReady'
  | 'setLogLevel';

type Holds<T extends true> = T;

export type ChatIsAssignable = Holds<ChatClient extends Pick<ChatSDK, Method> ? true : false>;

/** Assignability of methods lets parameters be narrower; a script's arguments must all fit. */
export type ArgumentsFit = Holds<Misfit extends never ? true : false>;
type Misfit = {
  [M in Method]: Parameters<ChatSDK[M]> extends [...Parameters<ChatClient[M]>, ...unknown[]] ? never : M;
}[Method];

/** Enum members count as their values here; numbers as their digits. */
type Values<T> = { [K in keyof T]: T[K] extends string | number ? `${T[K]}` : never };

export type EventsAgree = Holds<
  Values<typeof EVENT> extends Values<Pick<typeof SDK.EVENT, keyof typeof EVENT>> ? true : false
>;

export type TypesAgree = Holds<
  Values<typeof TYPES> extends Values<Pick<typeof SDK.TYPES, keyof typeof TYPES>> ? true : false
>;
