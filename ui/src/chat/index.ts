/** `chat` and `TencentCloudChat`, for scripts written for the SDK: both are on the window. */
import * as host from '../host';
import { ChatClient } from './client';
import { EVENT, TYPES } from './constants';

export const chat = new ChatClient(host);

export const TencentCloudChat = {
  EVENT,
  TYPES,
  /** There is one library, so there is one client: every application id gets it. */
  create: (): ChatClient => chat,
};

declare global {
  interface Window {
    chat: ChatClient;
    TencentCloudChat: typeof TencentCloudChat;
  }
}

window.chat = chat;
window.TencentCloudChat = TencentCloudChat;
