/**
 * The client object of the contract: the conversation-group interface of Tencent Cloud Chat's web
 * SDK over Sheaf's own store. Each method is one command; rules and limits are the core's.
 */
import { HostError } from '../hostError';
import type { Commands, WireError } from '../wire';
import type { ConversationFilter, CustomData, Deletion, GroupMembers, Mark, MessagePage } from './commands';
import { EVENT } from './constants';
import { ChatEvents } from './events';
import type { ChatHost } from './host';
import { mustBeSendable } from './sendable';

/** What a method resolves with. */
export interface ChatResult<T> {
  code: 0;
  data: T;
}

/** What a method rejects with. `data` names the cause under the code and what it is about. */
export class ChatError extends Error {
  readonly code: number;
  readonly data: { reason: string; params: Record<string, string | number> };

  constructor({ code, message, reason, params }: WireError) {
    super(message);
    this.name = 'ChatError';
    this.code = code;
    this.data = { reason, params };
  }
}

export class ChatClient {
  readonly #host: ChatHost;
  readonly #events: ChatEvents;
  #unreadTotal = 0;

  constructor(host: ChatHost) {
    this.#host = host;
    this.#events = new ChatEvents(host, (count) => (this.#unreadTotal = count));
    void this.#refreshUnreadTotal();
  }

  createConversationGroup(options: GroupMembers) {
    return this.#send('create_conversation_group', options);
  }

  deleteConversationGroup(groupName: string) {
    return this.#send('delete_conversation_group', { groupName });
  }

  renameConversationGroup(options: { oldName: string; newName: string }) {
    return this.#send('rename_conversation_group', options);
  }

  getConversationGroupList() {
    return this.#send('get_conversation_group_list', undefined);
  }

  addConversationsToGroup(options: GroupMembers) {
    return this.#send('add_conversations_to_group', options);
  }

  deleteConversationsFromGroup(options: GroupMembers) {
    return this.#send('delete_conversations_from_group', options);
  }

  getConversationList(options?: string[] | ConversationFilter) {
    return this.#send('get_conversation_list', { options });
  }

  getConversationProfile(conversationID: string) {
    return this.#send('get_conversation_profile', { conversationID });
  }

  pinConversation(options: { conversationID: string; isPinned: boolean }) {
    return this.#send('pin_conversation', options);
  }

  async markConversation(options: Mark) {
    return this.#refreshingUnread(await this.#send('mark_conversation', options));
  }

  setConversationCustomData(options: CustomData) {
    return this.#send('set_conversation_custom_data', options);
  }

  async deleteConversation(options: string | Deletion) {
    const request = typeof options === 'string' ? { conversationID: options } : options;
    return this.#refreshingUnread(await this.#send('delete_conversation', request));
  }

  getMessageList(options: MessagePage) {
    return this.#send('get_message_list', options);
  }

  async setMessageRead(options: { conversationID: string }) {
    return this.#refreshingUnread(await this.#send('set_message_read', options));
  }

  /**
   * The sum of all unread messages. The SDK declares this one method as a plain number, not a
   * promise, so it is kept at hand: asked for at the start, told by the core's event, and asked
   * again before a method resolves that may have changed it. `await` of it gives it too.
   */
  getTotalUnreadMessageCount(): number {
    return this.#unreadTotal;
  }

  /** `handler` gets `{name, data}`; see `TencentCloudChat.EVENT`. */
  on(event: string, handler: Parameters<ChatEvents['on']>[1], context?: unknown): void {
    this.#events.on(event, handler, context);
  }

  off(event: string, handler: Parameters<ChatEvents['off']>[1], context?: unknown): void {
    this.#events.off(event, handler, context);
  }

  /**
   * Nobody logs in to their own machine. Scripts written for the SDK do, and many wait for
   * `SDK_READY` before their first call: both are granted at once, whoever asks.
   */
  async login(): Promise<ChatResult<{ actionStatus: 'OK'; errorCode: 0; errorInfo: '' }>> {
    await this.#events.listening;
    queueMicrotask(() => this.#events.deliver(EVENT.SDK_READY, undefined));
    return { code: 0, data: { actionStatus: 'OK', errorCode: 0, errorInfo: '' } };
  }

  /** Nothing to leave: the library stays open for the window. */
  async logout(): Promise<void> {}

  isReady(): boolean {
    return true;
  }

  /** The SDK's scripts begin with it. Sheaf's client writes no log. */
  setLogLevel(): void {}

  async #send<K extends keyof Commands>(
    command: K,
    request: Commands[K]['request'],
  ): Promise<ChatResult<Commands[K]['result']>> {
    try {
      await this.#events.listening;
      mustBeSendable(request);
      return { code: 0, data: await this.#host.call(command, request) };
    } catch (failure) {
      throw new ChatError(failure instanceof HostError ? failure : unanswered(failure));
    }
  }

  async #refreshingUnread<T>(result: T): Promise<T> {
    await this.#refreshUnreadTotal();
    return result;
  }

  async #refreshUnreadTotal(): Promise<void> {
    try {
      this.#unreadTotal = await this.#host.call('get_total_unread_message_count', undefined);
    } catch {
      // A library that cannot be read keeps its last number; its other methods say what is wrong.
    }
  }
}

/** The bridge itself failed, as when the app ends in the middle of a call: a script still gets a code. */
function unanswered(failure: unknown): WireError {
  const why = failure instanceof Error ? failure.message : String(failure);
  const message = `The library could not be reached: ${why}. It is not known whether anything was changed.`;
  return { code: 200002, message, reason: 'store-failed', params: { why } };
}
