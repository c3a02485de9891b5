/** A script written for the SDK, run in the window as it is. */
import assert from 'node:assert/strict';
import { fillLibrary, group, person } from './conversations.mjs';
import { windowTest } from './harness/index.mjs';

windowTest('a script written for the SDK runs in the window', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 3 });
  const ids = await Promise.all([1, 2].map((number) => app.attribute(person(number), 'data-conversation')));

  const told = await app.execute(async (/** @type {any} */ [first, second]) => {
    const { TencentCloudChat } = /** @type {any} */ (window);
    const chat = TencentCloudChat.create({ SDKAppID: 0 });
    chat.setLogLevel(1);

    /** @type {Record<string, any[]>} */
    const heard = { groups: [], lists: [], inGroup: [] };
    const keep = (/** @type {any[]} */ list) => (/** @type {any} */ event) => list.push(event);
    const { EVENT } = TencentCloudChat;
    chat.on(EVENT.CONVERSATION_GROUP_LIST_UPDATED, keep(heard.groups));
    chat.on(EVENT.CONVERSATION_LIST_UPDATED, keep(heard.lists));
    chat.on(EVENT.CONVERSATION_IN_GROUP_UPDATED, keep(heard.inGroup));

    const ready = new Promise((resolve) => chat.on(EVENT.SDK_READY, resolve));
    await chat.login({ userID: 'ana', userSig: 'none' });
    await ready;

    const created = await chat.createConversationGroup({
      groupName: 'Suppliers',
      conversationIDList: [first, 'C2Ctelegram:nobody'],
    });
    const added = await chat.addConversationsToGroup({
      groupName: 'Suppliers',
      conversationIDList: [second],
    });
    const filtered = await chat.getConversationList({ groupName: 'Suppliers' });
    const removed = await chat.deleteConversationsFromGroup({
      groupName: 'Suppliers',
      conversationIDList: [first],
    });
    const renamed = await chat.renameConversationGroup({ oldName: 'Suppliers', newName: 'Makers' });
    const names = await chat.getConversationGroupList();
    const failed = await chat
      .createConversationGroup({ groupName: 'x'.repeat(33), conversationIDList: [] })
      .catch((/** @type {any} */ error) => ({ isError: error instanceof Error, code: error.code }));
    const deleted = await chat.deleteConversationGroup('Makers');
    const unread = chat.getTotalUnreadMessageCount();

    // Events come after the commit, in order: the last one is the list after the deletion.
    const end = Date.now() + 5000;
    while (heard.lists.length < 5 && Date.now() < end) await new Promise((go) => setTimeout(go, 20));
    return {
      created,
      added,
      filtered: filtered.data.conversationList.map((/** @type {any} */ each) => each.conversationID).sort(),
      removed,
      renamed,
      names,
      failed,
      deleted,
      unread,
      groupNames: heard.groups.map((event) => event.data),
      eventNames: [
        ...new Set([...heard.groups, ...heard.lists, ...heard.inGroup].map((event) => event.name)),
      ],
      inGroup: heard.inGroup.map(({ data }) => data.groupName),
      listsAreFull: heard.lists.every(({ data }) => data.length === 3 && data[0].conversationID),
      lists: heard.lists.length,
    };
  }, ids);

  assert.equal(told.created.code, 0);
  assert.deepEqual(told.created.data.successConversationIDList, [ids[0]]);
  assert.equal(told.created.data.failureConversationIDList[0].code, 2500);
  assert.deepEqual(told.added, {
    code: 0,
    data: { successConversationIDList: [ids[1]], failureConversationIDList: [] },
  });
  assert.deepEqual(told.filtered, [...ids].sort());
  assert.deepEqual(told.removed.data.successConversationIDList, [ids[0]]);
  assert.deepEqual(told.renamed, { code: 0, data: { oldName: 'Suppliers', newName: 'Makers' } });
  assert.deepEqual(told.names, { code: 0, data: ['Makers'] });
  assert.deepEqual(told.failed, { isError: true, code: 51011 });
  assert.deepEqual(told.deleted, { code: 0, data: { groupName: 'Makers' } });
  assert.equal(told.unread, 0);
  assert.deepEqual(told.groupNames, [['Suppliers'], ['Makers'], []]);
  assert.deepEqual(told.eventNames.sort(), [
    'onConversationGroupListUpdated',
    'onConversationInGroupUpdated',
    'onConversationListUpdated',
  ]);
  assert.deepEqual(told.inGroup, ['Suppliers', 'Suppliers']);
  assert.equal(told.lists, 5, 'create, add, remove, rename and delete each change conversations');
  assert.ok(told.listsAreFull);
});

windowTest('what a script does shows in the window at once', async (window) => {
  const { app } = window;
  await fillLibrary(window, { count: 2 });
  await app.execute(() =>
    /** @type {any} */ (window).chat.createConversationGroup({
      groupName: '产品体验',
      conversationIDList: [],
    }),
  );
  await app.waitFor(group('产品体验'));
});

windowTest('whatever a script gives, a rejection is an Error with a code', async ({ app }) => {
  const failures = await app.execute(async () => {
    const { chat } = /** @type {any} */ (window);
    const half = '🏡'.slice(0, 1);
    /** @type {any} */
    const cyclic = { groupName: 'A' };
    cyclic.conversationIDList = [cyclic];
    const calls = [
      () => chat.createConversationGroup({ groupName: half, conversationIDList: [] }),
      () => chat.createConversationGroup({ groupName: 'A', conversationIDList: [2n] }),
      () => chat.createConversationGroup(cyclic),
      () => chat.createConversationGroup(),
      () => chat.createConversationGroup('A'),
      () => chat.createConversationGroup(['A']),
      () => chat.getConversationList(2n),
    ];
    const told = [];
    for (const call of calls) {
      try {
        told.push(await call());
      } catch (/** @type {any} */ error) {
        told.push([error instanceof Error, error.code, error.message.split(':')[0]]);
      }
    }
    return told;
  });
  assert.deepEqual(failures, [
    [true, 50002, 'groupName'],
    [true, 50002, 'conversationIDList'],
    [true, 50002, 'conversationIDList'],
    [true, 50002, 'groupName'],
    [true, 50002, 'arguments'],
    [true, 50002, 'groupName'],
    [true, 50002, 'options'],
  ]);
});
