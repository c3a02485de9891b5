/**
 * An invented core in the window's own memory, with the signatures of host.ts. Unit tests and
 * `vite --mode fake` use it; it is never in a build for people. In a browser, `?conversations=`
 * says how many there are and `?error=` names a reason why the library does not open.
 */
import { HostError } from '../hostError';
import type {
  AppState,
  Commands,
  Events,
  GroupSummary,
  Operation,
  Row,
  Settings,
  View,
  WireError,
} from '../wire';
import type { FileDrop, Stop } from '../host';
import { inventMessages, inventRow, inventedGroups } from './inventedRows';

export type { FileDrop, Stop };

type Handler = (payload: never) => void;
type Answers = { [K in keyof Commands]?: (request: Commands[K]['request']) => Commands[K]['result'] };

/** What the core would hold. */
interface Library {
  rows: Map<number, Row>;
  groups: Omit<GroupSummary, 'count'>[];
  deleted: Set<number>;
  settings: Settings;
}

interface Step {
  operation: Operation;
  library: Library;
}

const address = new URLSearchParams(globalThis.location?.search);
const handlers = new Map<string, Set<Handler>>();
/** Operations, each with the library on its other side: to undo what was, to redo what came of it. */
const past: Step[] = [];
const future: Step[] = [];
let lastOperationID = 0;
let revision = 1;
let library = invent(Number(address.get('conversations') ?? 408));

function invent(count: number): Library {
  const now = Date.now();
  const rows = new Map(Array.from({ length: count }, (_, index) => [index + 1, inventRow(index, now)]));
  const settings: Settings = {
    language: address.get('language') === 'zh-CN' ? 'zh-CN' : 'en',
    theme: address.get('theme') === 'dark' ? 'dark' : 'light',
    groupLimit: 20,
    railWidth: 236,
    listWidth: 372,
    zoom: 100,
  };
  return { rows, groups: count > 0 ? inventedGroups : [], deleted: new Set(), settings };
}

/** Starts a test with so many conversations and the core's own answers. */
export function resetFakeHost(count: number) {
  for (const name of Object.keys(answers)) Reflect.deleteProperty(answers, name);
  library = invent(count);
  past.length = future.length = 0;
  revision++;
}

/** What a test wants a command to answer instead; a thrown `HostError` is a failure of the core. */
export const answers: Answers = {};

export async function call<K extends keyof Commands>(
  name: K,
  request: Commands[K]['request'],
): Promise<Commands[K]['result']> {
  await Promise.resolve();
  const answer = (answers[name] ?? core[name]) as
    ((request: Commands[K]['request']) => Commands[K]['result']) | undefined;
  if (!answer) throw new Error(`the fake host has no ${name}`);
  return answer(request);
}

export function hear<K extends keyof Events>(name: K, handler: (payload: Events[K]) => void): Promise<Stop> {
  const all = handlers.get(name) ?? new Set();
  handlers.set(name, all.add(handler as Handler));
  return Promise.resolve(() => all.delete(handler as Handler));
}

/** Sends an event as the core would. */
export function send<K extends keyof Events>(name: K, payload: Events[K]) {
  for (const handler of handlers.get(name) ?? []) handler(payload as never);
}

export const hearFileDrop = (): Promise<Stop> => Promise.resolve(() => undefined);
export const chooseFiles = (): Promise<string[]> => Promise.resolve([]);
export const chooseFolder = (): Promise<string | null> => Promise.resolve(null);
/** What the window was last told to draw at; tests read it. */
export const zoom = { factor: 1 };
export function zoomTo(factor: number): Promise<void> {
  zoom.factor = factor;
  return Promise.resolve();
}
export const windowLanguage = () => 'en-GB';
export function reportReady(): Promise<void> {
  document.documentElement.dataset.ready = 'true';
  return Promise.resolve();
}

function fail(code: number, reason: string, params: WireError['params'] = {}): never {
  throw new HostError({ code, message: reason, reason, params });
}

/** One operation: keeps what was before, changes a copy, tells the window; none where `work` changes nothing. */
function change(kind: Operation['kind'], params: Operation['params'], work: (draft: Library) => void) {
  const draft = {
    ...library,
    rows: new Map(library.rows),
    groups: [...library.groups],
    deleted: new Set(library.deleted),
  };
  work(draft);
  if (JSON.stringify(contents(draft)) === JSON.stringify(contents(library))) return;
  past.push({ operation: { operationID: ++lastOperationID, kind, label: '', params }, library });
  future.length = 0;
  library = draft;
  tell();
}

function contents({ rows, groups, deleted }: Library) {
  return [[...rows.values()], groups, [...deleted]];
}

/** What a sentence says of rows: how many, and the title of one. */
function about(rowIDs: readonly number[]): Operation['params'] {
  const title = rowIDs.length === 1 ? library.rows.get(rowIDs[0] ?? 0)?.title : undefined;
  return { count: rowIDs.length, ...(title !== undefined && { title }) };
}

function tell() {
  revision++;
  send('onConversationGroupListUpdated', { revision, data: library.groups.map(({ name }) => name) });
  send('onConversationListUpdated', { revision, conversationIDList: null });
}

function present(): Row[] {
  return [...library.rows.values()].filter((row) => !library.deleted.has(row.rowID));
}

function inView(row: Row, view: View): boolean {
  if (library.deleted.has(row.rowID) !== (view.kind === 'deleted')) return false;
  if (view.kind === 'deleted') return true;
  if (view.kind === 'group') return row.groups.includes(view.name);
  if (view.kind === 'ungrouped') return row.groups.length === 0;
  return view.kind === 'all' || row.isPinned;
}

function checkName(name: string, except = '') {
  const bytes = new TextEncoder().encode(name.normalize('NFC').trim()).length;
  if (bytes === 0) fail(50002, 'bad-parameter', { parameter: 'groupName', why: 'blank' });
  if (bytes > 32) fail(51011, 'group-name-too-long', { bytes });
  if (name !== except && library.groups.some((group) => group.name === name)) {
    fail(200_001, 'group-exists', { name });
  }
}

function edit(draft: Library, rowIDs: readonly number[], work: (row: Row) => Row) {
  for (const id of rowIDs) {
    const row = draft.rows.get(id);
    if (row) draft.rows.set(id, work(row));
  }
}

function addGroup(draft: Library, name: string) {
  if (draft.groups.length >= draft.settings.groupLimit) {
    fail(51010, 'too-many-groups', { limit: draft.settings.groupLimit });
  }
  draft.groups.push({ name, color: draft.groups.length % 12, emoji: '' });
}

const state = (): AppState => {
  const reason = address.get('error');
  return {
    error: reason ? { code: 200_002, message: reason, reason, params: {} } : null,
    version: '0.1.0',
    dataDir: '/home/ana/.local/share/sheaf',
    systemLanguage: 'en-GB',
    hasSamples: false,
    hasTraces: false,
  };
};

const core: Answers = {
  get_app_state: state,
  retry_open: state,
  get_settings: () => library.settings,
  set_settings: (change) => (library.settings = { ...library.settings, ...change }),
  take_given_files: () => [],
  get_history: () => ({
    undo: past.at(-1)?.operation ?? null,
    redo: future.at(-1)?.operation ?? null,
  }),
  get_overview() {
    const rows = present();
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(row.source, (counts.get(row.source) ?? 0) + 1);
    return {
      revision,
      all: rows.length,
      ungrouped: rows.filter((row) => row.groups.length === 0).length,
      pinned: rows.filter((row) => row.isPinned).length,
      deleted: library.deleted.size,
      groups: library.groups.map((group) => ({
        ...group,
        count: rows.filter((row) => row.groups.includes(group.name)).length,
      })),
      sources: [...counts].map(([source, count]) => ({ source, count })).sort((a, b) => b.count - a.count),
    };
  },
  get_view_order({ view, sort, filter, limit }) {
    const rows = [...library.rows.values()].filter(
      (row) =>
        inView(row, view) &&
        (!filter?.source || row.source === filter.source) &&
        (!filter?.type || row.type === filter.type) &&
        (!filter?.markType || row.markList.includes(filter.markType)),
    );
    rows.sort(
      (a, b) =>
        Number(b.isPinned) - Number(a.isPinned) ||
        (sort === 'name'
          ? a.title.localeCompare(b.title)
          : sort === 'messages'
            ? b.messageCount - a.messageCount
            : b.lastTime - a.lastTime),
    );
    return Uint32Array.from(rows.slice(0, limit ?? rows.length), (row) => row.rowID);
  },
  get_rows: ({ rowIDs }) =>
    rowIDs.flatMap((id) => {
      const row = library.rows.get(id);
      return row ? { ...row, isDeleted: library.deleted.has(id) } : [];
    }),
  find_rows: ({ conversationIDList }) =>
    present().filter((row) => conversationIDList.includes(row.conversationID)),
  get_messages({ conversationID }) {
    const row = present().find((each) => each.conversationID === conversationID);
    if (!row) fail(2500, 'conversation-not-found', { id: conversationID });
    return { messages: inventMessages(row), hasBefore: false, hasAfter: false };
  },
  get_people: () => [],
  search({ query }) {
    const rows = present().filter((row) => row.title.toLowerCase().includes(query.toLowerCase()));
    const hits = rows.slice(0, 50).map((row) => {
      const start = row.title.toLowerCase().indexOf(query.toLowerCase());
      const ranges: [number, number][] = [[start, start + query.length]];
      return {
        conversationID: row.conversationID,
        messageID: null,
        time: row.lastTime,
        sender: '',
        outgoing: false,
        snippet: row.title,
        ranges,
        event: null,
      };
    });
    return { total: rows.length, hits };
  },
  create_conversation_group({ groupName }) {
    checkName(groupName);
    change('createGroup', { group: groupName, count: 0 }, (draft) => addGroup(draft, groupName));
    return { successConversationIDList: [], failureConversationIDList: [] };
  },
  create_group_of_rows({ groupName, rowIDs }) {
    checkName(groupName);
    change('createGroup', { group: groupName, ...about(rowIDs) }, (draft) => {
      addGroup(draft, groupName);
      edit(draft, rowIDs, (row) => ({ ...row, groups: [...row.groups, groupName] }));
    });
    return { count: rowIDs.length };
  },
  delete_conversation_group({ groupName }) {
    change('deleteGroup', { group: groupName }, (draft) => {
      draft.groups = draft.groups.filter(({ name }) => name !== groupName);
      edit(draft, [...draft.rows.keys()], (row) =>
        row.groups.includes(groupName)
          ? { ...row, groups: row.groups.filter((name) => name !== groupName) }
          : row,
      );
    });
    return { groupName };
  },
  rename_conversation_group({ oldName, newName }) {
    checkName(newName, oldName);
    change('renameGroup', { from: oldName, to: newName }, (draft) => {
      const swap = (name: string) => (name === oldName ? newName : name);
      draft.groups = draft.groups.map((group) => ({ ...group, name: swap(group.name) }));
      edit(draft, [...draft.rows.keys()], (row) => ({ ...row, groups: row.groups.map(swap) }));
    });
    return { oldName, newName };
  },
  reorder_conversation_groups({ groupNameList }) {
    change('reorderGroups', { count: groupNameList.length }, (draft) => {
      draft.groups.sort((a, b) => groupNameList.indexOf(a.name) - groupNameList.indexOf(b.name));
    });
    return { groupNameList };
  },
  set_group_look({ groupName, ...look }) {
    change('setGroupLook', { group: groupName }, (draft) => {
      draft.groups = draft.groups.map((group) => (group.name === groupName ? { ...group, ...look } : group));
    });
    return { groupName };
  },
  file_rows({ rowIDs, to, from }) {
    const isIn = (id: number, group: string) => library.rows.get(id)?.groups.includes(group) ?? false;
    const changed = rowIDs.filter(
      (id) => (from !== null && isIn(id, from)) || (to !== null && !isIn(id, to)),
    );
    const [kind, names] =
      from === null
        ? (['add', { group: to ?? '' }] as const)
        : to === null
          ? (['remove', { group: from }] as const)
          : (['move', { from, to }] as const);
    change(kind, { ...names, ...about(changed) }, (draft) =>
      edit(draft, changed, (row) => {
        const groups = row.groups.filter((name) => name !== from && name !== to);
        return { ...row, groups: to === null ? groups : [...groups, to] };
      }),
    );
    return { changed: changed.length, failed: 0 };
  },
  pin_conversation({ conversationID, isPinned }) {
    const row = present().find((each) => each.conversationID === conversationID);
    if (!row) fail(2500, 'conversation-not-found', { id: conversationID });
    core.pin_rows?.({ rowIDs: [row.rowID], isPinned });
    return { conversationID };
  },
  pin_rows({ rowIDs, isPinned }) {
    const changed = rowIDs.filter((id) => library.rows.get(id)?.isPinned === !isPinned);
    change(isPinned ? 'pin' : 'unpin', about(changed), (draft) =>
      edit(draft, changed, (each) => ({ ...each, isPinned })),
    );
    return { count: changed.length };
  },
  mark_conversation({ conversationIDList, markType, enableMark }) {
    const changed = present().filter(
      (row) =>
        conversationIDList.includes(row.conversationID) && row.markList.includes(markType) !== enableMark,
    );
    const rowIDs = changed.map(({ rowID }) => rowID);
    change(enableMark ? 'mark' : 'unmark', { ...about(rowIDs), markType }, (draft) =>
      edit(draft, rowIDs, (row) => {
        const others = row.markList.filter((mark) => mark !== markType);
        return { ...row, markList: enableMark ? [...others, markType] : others };
      }),
    );
    return { successConversationIDList: conversationIDList, failureConversationIDList: [] };
  },
  reorder_pinned: ({ rowIDs }) => ({ count: rowIDs.length }),
  delete_rows({ rowIDs }) {
    change('deleteConversations', about(rowIDs), (draft) => rowIDs.forEach((id) => draft.deleted.add(id)));
    return { count: rowIDs.length };
  },
  restore_rows({ rowIDs }) {
    change('restoreConversations', about(rowIDs), (draft) =>
      rowIDs.forEach((id) => draft.deleted.delete(id)),
    );
    return { count: rowIDs.length };
  },
  erase_deleted({ rowIDs = [...library.deleted] }) {
    for (const id of rowIDs) {
      library.deleted.delete(id);
      library.rows.delete(id);
    }
    return { count: rowIDs.length };
  },
  undo({ operationID }) {
    const isWanted = operationID === undefined || operationID === past.at(-1)?.operation.operationID;
    return isWanted ? step(past, future) : null;
  },
  redo: () => step(future, past),
  load_samples() {
    library = { ...invent(24), settings: library.settings };
    tell();
    return { importID: '1', cancelled: false, files: [] };
  },
  import_files: () => ({ importID: '1', cancelled: false, files: [] }),
  cancel_import: () => null,
};

function step(from: Step[], onto: Step[]): Operation | null {
  const next = from.pop();
  if (!next) return null;
  onto.push({ operation: next.operation, library });
  library = { ...next.library, settings: library.settings };
  tell();
  return next.operation;
}
