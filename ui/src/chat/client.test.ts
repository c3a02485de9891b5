import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HostError } from '../hostError';
import { ChatClient, ChatError } from './client';
import { EVENT } from './constants';
import type { ChatHost } from './host';

/** A core that answers what a test says and remembers what it was asked. */
class FakeHost {
  readonly asked: [command: string, request: unknown][] = [];
  readonly answers = new Map<string, (request: unknown) => unknown>([
    ['get_total_unread_message_count', () => 0],
    ['get_conversation_list', () => ({ conversationList: [], isSyncCompleted: true })],
  ]);
  readonly #heard = new Map<string, ((payload: unknown) => void)[]>();

  readonly door = {
    call: async (command: string, request: unknown) => {
      this.asked.push([command, request]);
      await Promise.resolve();
      return this.answers.get(command)?.(request) ?? { command };
    },
    hear: async (name: string, handler: (payload: unknown) => void) => {
      this.#heard.set(name, [...(this.#heard.get(name) ?? []), handler]);
      return () => undefined;
    },
  } as unknown as ChatHost;

  emit(name: string, payload: unknown): void {
    for (const handler of this.#heard.get(name) ?? []) handler(payload);
  }

  timesAsked(command: string): number {
    return this.asked.filter(([name]) => name === command).length;
  }
}

const group = EVENT.CONVERSATION_GROUP_LIST_UPDATED;
const list = EVENT.CONVERSATION_LIST_UPDATED;
const inGroup = EVENT.CONVERSATION_IN_GROUP_UPDATED;
const unread = EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED;

let host: FakeHost;
let chat: ChatClient;

beforeEach(() => {
  host = new FakeHost();
  chat = new ChatClient(host.door);
});

describe('a method', () => {
  const members = { groupName: 'Suppliers', conversationIDList: ['C2Ca'] };
  const ids = { conversationIDList: ['C2Ca'] };
  const one = { conversationID: 'C2Ca' };

  it.each<[method: string, call: (chat: ChatClient) => Promise<unknown>, command: string, request: unknown]>([
    [
      'creates a group',
      (chat) => chat.createConversationGroup(members),
      'create_conversation_group',
      members,
    ],
    [
      'deletes a group',
      (chat) => chat.deleteConversationGroup('Suppliers'),
      'delete_conversation_group',
      { groupName: 'Suppliers' },
    ],
    [
      'renames a group',
      (chat) => chat.renameConversationGroup({ oldName: 'a', newName: 'b' }),
      'rename_conversation_group',
      { oldName: 'a', newName: 'b' },
    ],
    ['lists groups', (chat) => chat.getConversationGroupList(), 'get_conversation_group_list', undefined],
    ['adds', (chat) => chat.addConversationsToGroup(members), 'add_conversations_to_group', members],
    [
      'removes',
      (chat) => chat.deleteConversationsFromGroup(members),
      'delete_conversations_from_group',
      members,
    ],
    ['lists all', (chat) => chat.getConversationList(), 'get_conversation_list', { options: undefined }],
    ['lists some', (chat) => chat.getConversationList([]), 'get_conversation_list', { options: [] }],
    [
      'filters',
      (chat) => chat.getConversationList({ groupName: '' }),
      'get_conversation_list',
      { options: { groupName: '' } },
    ],
    ['gives a profile', (chat) => chat.getConversationProfile('C2Ca'), 'get_conversation_profile', one],
    [
      'pins',
      (chat) => chat.pinConversation({ ...one, isPinned: true }),
      'pin_conversation',
      { ...one, isPinned: true },
    ],
    [
      'marks',
      (chat) => chat.markConversation({ ...ids, markType: 1, enableMark: true }),
      'mark_conversation',
      { ...ids, markType: 1, enableMark: true },
    ],
    [
      'keeps custom data',
      (chat) => chat.setConversationCustomData({ ...ids, customData: 'x' }),
      'set_conversation_custom_data',
      { ...ids, customData: 'x' },
    ],
    ['deletes one', (chat) => chat.deleteConversation('C2Ca'), 'delete_conversation', one],
    ['deletes several', (chat) => chat.deleteConversation(ids), 'delete_conversation', ids],
    ['gives messages', (chat) => chat.getMessageList(one), 'get_message_list', one],
    ['reads', (chat) => chat.setMessageRead(one), 'set_message_read', one],
  ])('%s with one command and resolves with code 0 and its data', async (_, call, command, request) => {
    const data = { answer: command };
    host.answers.set(command, () => data);
    expect(await call(chat)).toEqual({ code: 0, data });
    expect(host.asked.filter(([name]) => name === command)).toEqual([[command, request]]);
  });

  it('rejects with an Error that carries the code, the message and the cause', async () => {
    host.answers.set('delete_conversation_group', () => {
      throw new HostError({
        code: 51009,
        message: 'the group Suppliers does not exist',
        reason: 'no-group',
        params: { group: 'Suppliers' },
      });
    });
    const failure = await chat.deleteConversationGroup('Suppliers').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ChatError);
    expect(failure).toMatchObject({
      code: 51009,
      message: 'the group Suppliers does not exist',
      data: { reason: 'no-group', params: { group: 'Suppliers' } },
    });
  });

  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const half = '🏡'.slice(0, 1);

  it.each<[what: string, call: (chat: ChatClient) => Promise<unknown>, parameter: string]>([
    [
      'half an emoji',
      (chat) => chat.createConversationGroup({ groupName: half, conversationIDList: [] }),
      'groupName',
    ],
    ['half an emoji as a name', (chat) => chat.deleteConversationGroup(half), 'groupName'],
    [
      'half an emoji deep inside',
      (chat) => chat.addConversationsToGroup({ ...members, conversationIDList: ['C2Ca', half] }),
      'conversationIDList',
    ],
    ['half an emoji in a filter', (chat) => chat.getConversationList({ groupName: half }), 'options'],
    [
      'a BigInt',
      (chat) => chat.markConversation({ ...ids, markType: 2n as never, enableMark: true }),
      'markType',
    ],
    ['a BigInt alone', (chat) => chat.createConversationGroup(2n as never), 'arguments'],
    ['what holds itself', (chat) => chat.getConversationList(cyclic as never), 'options'],
  ])('refuses %s with 50002 and the parameter’s name', async (_, call, parameter) => {
    const failure = await call(chat).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ChatError);
    expect(failure).toMatchObject({ code: 50002, data: { reason: 'bad-parameter', params: { parameter } } });
    expect((failure as ChatError).message).toMatch(new RegExp(`^${parameter}: `));
  });

  it('rejects with an Error that carries a code also when nobody answered', async () => {
    host.answers.set('delete_conversation_group', () => {
      throw 'the bridge is down'; // As Tauri does.
    });
    const failure = await chat.deleteConversationGroup('Suppliers').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ChatError);
    expect(failure).toMatchObject({ code: 200002, message: expect.stringContaining('the bridge is down') });
  });
});

describe('the total of unread messages', () => {
  it('is a number at hand that also can be awaited', async () => {
    host.answers.set('get_total_unread_message_count', () => 7);
    chat = new ChatClient(host.door);
    await chat.getConversationGroupList();
    expect(chat.getTotalUnreadMessageCount()).toBe(7);
    expect(await chat.getTotalUnreadMessageCount()).toBe(7);
  });

  it('follows the event', async () => {
    await chat.getConversationGroupList();
    host.emit(unread, { revision: 1, data: 12 });
    expect(chat.getTotalUnreadMessageCount()).toBe(12);
  });

  it.each<[string, (chat: ChatClient) => Promise<unknown>]>([
    ['reading', (chat) => chat.setMessageRead({ conversationID: 'C2Ca' })],
    [
      'marking',
      (chat) => chat.markConversation({ conversationIDList: ['C2Ca'], markType: 2, enableMark: true }),
    ],
    ['deleting', (chat) => chat.deleteConversation('C2Ca')],
  ])('is current when %s resolves, even before the event comes', async (_, call) => {
    await chat.getConversationGroupList();
    host.answers.set('get_total_unread_message_count', () => 3);
    await call(chat);
    expect(chat.getTotalUnreadMessageCount()).toBe(3);
  });
});

describe('an event', () => {
  /** What a subscriber got, in order. */
  let got: { name: string; data: unknown }[];
  const keep = (event: { name: string; data: unknown }) => got.push(event);
  const conversations = [{ conversationID: 'C2Ca' }];

  beforeEach(() => {
    got = [];
    host.answers.set('get_conversation_list', () => ({
      conversationList: conversations,
      isSyncCompleted: true,
    }));
  });

  it.each([
    ['the group names', group, { revision: 1, data: ['a', 'b'] }, ['a', 'b']],
    ['the conversations', list, { revision: 1, conversationIDList: ['C2Ca'] }, conversations],
    [
      "the group's full list",
      inGroup,
      { revision: 1, groupName: 'a', conversationIDList: null },
      { groupName: 'a', conversationList: conversations },
    ],
    ['the unread total', unread, { revision: 1, data: 4 }, 4],
  ])('brings %s', async (_, name, payload, data) => {
    chat.on(name, keep);
    host.emit(name, payload);
    await vi.waitFor(() => expect(got).toEqual([{ name, data }]));
  });

  it('asks for no list while nobody has subscribed', async () => {
    chat.on(group, keep);
    host.emit(list, { revision: 1, conversationIDList: null });
    host.emit(inGroup, { revision: 1, groupName: 'a', conversationIDList: null });
    host.emit(group, { revision: 2, data: [] });
    await vi.waitFor(() => expect(got).toHaveLength(1));
    expect(host.timesAsked('get_conversation_list')).toBe(0);
  });

  it('never overtakes one that has to wait for its list', async () => {
    for (const name of [group, list, inGroup]) chat.on(name, keep);
    host.emit(list, { revision: 1, conversationIDList: ['C2Ca'] });
    host.emit(inGroup, { revision: 1, groupName: 'a', conversationIDList: ['C2Ca'] });
    host.emit(group, { revision: 2, data: ['a'] });
    await vi.waitFor(() => expect(got.map(({ name }) => name)).toEqual([list, inGroup, group]));
  });

  it('comes once per change, while changes that wait together share one list', async () => {
    chat.on(list, keep);
    for (let revision = 1; revision <= 50; revision += 1) {
      host.emit(list, { revision, conversationIDList: null });
    }
    await vi.waitFor(() => expect(got).toHaveLength(50));
    expect(host.timesAsked('get_conversation_list')).toBe(2);
  });

  it('of a group that is gone by now brings an empty list', async () => {
    host.answers.set('get_conversation_list', () => {
      throw new HostError({ code: 51009, message: 'no such group', reason: 'no-group', params: {} });
    });
    chat.on(inGroup, keep);
    host.emit(inGroup, { revision: 1, groupName: 'a', conversationIDList: [] });
    await vi.waitFor(() =>
      expect(got).toEqual([{ name: inGroup, data: { groupName: 'a', conversationList: [] } }]),
    );
  });

  it('calls the handler in its context until it is taken off', () => {
    const context = { name: 'mine' };
    const handler = vi.fn();
    chat.on('x', handler, context);
    chat.off('x', handler, { name: 'another' });
    void chat.login();
    chat.on(EVENT.SDK_READY, handler, context);
    return vi.waitFor(() => {
      expect(handler.mock.contexts).toEqual([context]);
      chat.off(EVENT.SDK_READY, handler);
    });
  });

  it.each([undefined, null, 'handler', {}])(
    'is refused at once for a handler that cannot be called: %o',
    async (handler) => {
      const report = vi.fn();
      vi.stubGlobal('reportError', report);
      expect(() => chat.on(group, handler as never)).toThrow(TypeError);
      chat.off(group, handler as never);
      chat.on(group, keep);
      host.emit(group, { revision: 1, data: [] });
      await vi.waitFor(() => expect(got).toHaveLength(1));
      expect(report).not.toHaveBeenCalled();
    },
  );

  it('reaches the other subscribers when one throws', async () => {
    const report = vi.fn();
    vi.stubGlobal('reportError', report);
    chat.on(group, () => {
      throw new Error('a bug in a script');
    });
    chat.on(group, keep);
    host.emit(group, { revision: 1, data: [] });
    await vi.waitFor(() => expect(got).toHaveLength(1));
    expect(report).toHaveBeenCalledOnce();
  });

  it('goes on after a list that could not be read', async () => {
    const report = vi.fn();
    vi.stubGlobal('reportError', report);
    host.answers.set('get_conversation_list', () => {
      throw new HostError({ code: 200002, message: 'the disk is full', reason: 'disk-full', params: {} });
    });
    chat.on(list, keep);
    chat.on(group, keep);
    host.emit(list, { revision: 1, conversationIDList: null });
    host.emit(group, { revision: 2, data: [] });
    await vi.waitFor(() => expect(got.map(({ name }) => name)).toEqual([group]));
    expect(report).toHaveBeenCalledOnce();
  });

  afterEach(() => vi.unstubAllGlobals());
});

it('says that it is ready to a script that logs in first', async () => {
  const ready = vi.fn();
  chat.on(EVENT.SDK_READY, ready);
  expect(await chat.login()).toMatchObject({ code: 0 });
  await vi.waitFor(() => expect(ready).toHaveBeenCalledOnce());
});
