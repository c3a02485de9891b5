/**
 * The person's operations. Each is one command and one undo: its result shows at once, a failure
 * takes it back and says why, and a toast names what the core wrote into its history and offers to
 * undo just that. Dragging, menus and keys all come here.
 * None rejects, but for the two whose failure is told where the name is typed.
 */
import { describeError } from '../errors';
import { call } from '../host';
import { t } from '../messages';
import type { GroupSummary, Operation, Row, UngroupedFolder } from '../wire';
import { library } from './library.svelte';
import { titleOf as wordedTitle } from './names';
import { naming } from './naming.svelte';
import { reading } from './reading.svelte';
import { cache } from './rows.svelte';
import { toasts } from './toasts.svelte';
import { current } from './view.svelte';
import { did } from './wording';
import { TYPES } from '../chat/constants';

/** Asks for everything shown again: after a failure, what was foreseen may be wrong anywhere. */
async function refreshAll() {
  cache.invalidate(null);
  await Promise.allSettled([library.refresh(), current.refresh()]);
}

/** Runs a command whose result is already shown; a failure takes it back. */
async function carryOut<T>(command: () => Promise<T>, done?: (result: T) => void) {
  try {
    const result = await command();
    done?.(result);
  } catch (failure) {
    toasts.show(describeError(failure), { failed: true });
    await refreshAll();
  }
}

/**
 * Runs a command and offers Undo for the operation that came of it. None comes where all was so
 * already: an Undo would take back what was done before. `rowIDs`: what it is about.
 */
async function operate<T>(command: () => Promise<T>, rowIDs: readonly number[] = []): Promise<T> {
  const row = rowIDs.length === 1 ? cache.get(rowIDs[0] ?? 0) : undefined;
  const before = await lastDone();
  const result = await command();
  // What was done is done, also if its name cannot be read just now.
  const last = await lastDone().catch(() => null);
  if (last && last.operationID !== before?.operationID) offerUndo(last, row);
  // Nothing was committed, so no event puts right what was foreseen.
  else void refreshAll();
  return result;
}

async function lastDone(): Promise<Operation | null> {
  return (await call('get_history', undefined)).undo;
}

function offerUndo(operation: Operation, row?: Row) {
  // The core tells the title as it is stored, and some have words in the person's language.
  const { kind, params } = operation;
  const title = row && row.title === params.title ? wordedTitle(row) : params.title;
  toasts.showLast(did({ kind, params: { ...params, title } }), {
    label: t('toast.undo'),
    run: () => void undo(operation),
  });
}

/** What a drop does: `to` adds, `from` removes, both move. */
export function fileRows(
  rowIDs: readonly number[],
  { to, from }: { to: string | null; from: string | null },
): Promise<void> {
  const ids = [...rowIDs];
  const leaves = (from !== null && showsGroup(from)) || (to !== null && current.view.kind === 'ungrouped');
  if (leaves) hideRows(ids);
  if (from !== null) foreseeCount(from, -ids.filter((id) => mayBeIn(from, id)).length);
  if (to !== null) foreseeCount(to, ids.filter((id) => !cache.get(id)?.groups.includes(to)).length);
  cache.foresee(ids, (row) => ({ ...row, groups: regroup(row, to, from) }));
  return carryOut(
    () => operate(() => call('file_rows', { rowIDs: ids, to, from }), ids),
    ({ changed, failed }) => {
      if (failed > 0) toasts.show(t('toast.someFailed', { count: failed }), { failed: true });
      else if (changed > 0) return;
      else if (from !== null) toasts.show(t('toast.notInGroup', { group: from }));
      else if (to !== null) toasts.show(t('toast.alreadyThere', { group: to }));
    },
  );
}

/** Makes a group with a name of its own, then asks for a better one in place. */
export async function newGroupOf(rowIDs: readonly number[]): Promise<void> {
  const groupName = freeGroupName();
  await carryOut(async () => {
    await createGroup(groupName, rowIDs);
    naming.rename(groupName);
  });
}

/**
 * Makes a group of each of the products' own folders, all in one operation. `name` gives the first,
 * second, … name for a product's; one that a group has is passed over.
 */
export function groupFolders(
  folders: readonly UngroupedFolder[],
  name: (source: string, number: number) => string,
): Promise<void> {
  const taken = new Set(library.groups.map((group) => group.name));
  const groups = folders.map(({ source, folder }) => {
    let number = 1;
    while (taken.has(name(source, number))) number++;
    const groupName = name(source, number);
    taken.add(groupName);
    return { source, folder, groupName };
  });
  return carryOut(() => operate(() => call('create_groups_of_folders', { groups })));
}

/** Rejects with the failure, which is told under the field where the name is typed. */
export async function createGroup(groupName: string, rowIDs: readonly number[] = []): Promise<void> {
  await operate(() => call('create_group_of_rows', { groupName, rowIDs: [...rowIDs] }));
  await library.refresh();
}

/** Rejects with the failure, which is told under the field where the name is typed. */
export async function renameGroup(oldName: string, newName: string): Promise<void> {
  await operate(async () => {
    const result = await call('rename_conversation_group', { oldName, newName });
    // At once, or the event of it finds the group that is open gone.
    current.renamed(oldName, result.newName);
  });
  cache.invalidate(null);
  await library.refresh();
}

export function deleteGroup(groupName: string): Promise<void> {
  if (showsGroup(groupName)) void current.open({ kind: 'all' });
  foreseeGroups((groups) => groups.filter((group) => group.name !== groupName));
  return carryOut(() => operate(() => call('delete_conversation_group', { groupName })));
}

export function setGroupLook(groupName: string, look: { color?: number; emoji?: string }): Promise<void> {
  foreseeGroups((groups) =>
    groups.map((group) => (group.name === groupName ? { ...group, ...look } : group)),
  );
  return carryOut(() => operate(() => call('set_group_look', { groupName, ...look })));
}

export function reorderGroups(groupNameList: string[]): Promise<void> {
  foreseeGroups((groups) =>
    groupNameList.flatMap((name) => groups.find((group) => group.name === name) ?? []),
  );
  return carryOut(() => operate(() => call('reorder_conversation_groups', { groupNameList })));
}

export function pinRows(rowIDs: readonly number[], isPinned: boolean): Promise<void> {
  const ids = [...rowIDs];
  if (!isPinned && current.view.kind === 'pinned') hideRows(ids);
  cache.foresee(ids, (row) => ({ ...row, isPinned }));
  return carryOut(() => operate(() => call('pin_rows', { rowIDs: ids, isPinned }), ids));
}

export function starRows(rowIDs: readonly number[], isStarred: boolean): Promise<void> {
  cache.foresee(rowIDs, (row) => ({
    ...row,
    markList: isStarred
      ? [...row.markList, TYPES.CONV_MARK_TYPE_STAR]
      : row.markList.filter((mark) => mark !== TYPES.CONV_MARK_TYPE_STAR),
  }));
  return carryOut(async () => {
    const rows = await call('get_rows', { rowIDs: [...rowIDs] });
    const request = {
      conversationIDList: rows.map(({ conversationID }) => conversationID),
      markType: TYPES.CONV_MARK_TYPE_STAR,
      enableMark: isStarred,
    };
    await operate(() => call('mark_conversation', request), rowIDs);
  });
}

export function reorderPinned(rowIDs: number[]): Promise<void> {
  if (current.view.kind === 'pinned' || current.view.kind === 'all') {
    const place = new Map(rowIDs.map((id, index) => [id, index]));
    const moved = current.order
      .filter((id) => place.has(id))
      .sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
    let next = 0;
    current.foresee(current.order.map((id) => (place.has(id) ? (moved[next++] ?? id) : id)));
  }
  return carryOut(() => operate(() => call('reorder_pinned', { rowIDs })));
}

export function deleteRows(rowIDs: readonly number[]): Promise<void> {
  const ids = [...rowIDs];
  if (ids.some((id) => cache.get(id)?.conversationID === reading.conversationID)) reading.close();
  hideRows(ids);
  return carryOut(() => operate(() => call('delete_rows', { rowIDs: ids }), ids));
}

/** Brings deleted conversations back into every list. */
export function restoreRows(rowIDs: readonly number[]): Promise<void> {
  const ids = [...rowIDs];
  if (current.view.kind === 'deleted') hideRows(ids);
  cache.foresee(ids, (row) => ({ ...row, isDeleted: false }));
  return carryOut(() => operate(() => call('restore_rows', { rowIDs: ids }), ids));
}

/** Opening a conversation reads it: nothing to undo, and nothing to tell when it fails. */
export function markRead({ rowID, conversationID, unreadCount, markList }: Row) {
  const unread: number = TYPES.CONV_MARK_TYPE_UNREAD;
  if (unreadCount === 0 && !markList.includes(unread)) return;
  cache.foresee([rowID], (row) => ({
    ...row,
    unreadCount: 0,
    markList: row.markList.filter((mark) => mark !== unread),
  }));
  call('set_message_read', { conversationID }).catch(() => cache.invalidate([conversationID]));
}

/** `operation`: only this one, when it is still the last. */
export function undo(operation?: Operation): Promise<void> {
  return carryOut(
    () => call('undo', operation ? { operationID: operation.operationID } : {}),
    (undone) => {
      if (!undone) return toasts.show(t(operation ? 'toast.notTheLast' : 'toast.nothingToUndo'));
      followRename(undone.kind, undone.params.to, undone.params.from);
      const redoing = { label: t('toast.redo'), run: () => void redo() };
      toasts.showLast(t('toast.undone', { what: did(undone, true) }), redoing);
    },
  );
}

export function redo(): Promise<void> {
  return carryOut(
    () => call('redo', undefined),
    (redone) => {
      if (!redone) return toasts.show(t('toast.nothingToRedo'));
      followRename(redone.kind, redone.params.from, redone.params.to);
      offerUndo(redone);
    },
  );
}

/** The group that is open stays open under its other name. */
function followRename(kind: Operation['kind'], from = '', to = '') {
  if (kind === 'renameGroup') current.renamed(from, to);
}

function showsGroup(name: string): boolean {
  return current.view.kind === 'group' && current.view.name === name;
}

function hideRows(rowIDs: readonly number[]) {
  const hidden = new Set(rowIDs);
  current.foresee(current.order.filter((id) => !hidden.has(id)));
}

function foreseeGroups(change: (groups: GroupSummary[]) => GroupSummary[]) {
  library.foresee((overview) => ({ ...overview, groups: change(overview.groups) }));
}

/** Rows that were never on screen may be in the group already: never more than there are. */
function foreseeCount(name: string, by: number) {
  const counted = (count: number) => Math.min(library.overview.all, Math.max(0, count + by));
  foreseeGroups((groups) =>
    groups.map((group) => (group.name === name ? { ...group, count: counted(group.count) } : group)),
  );
}

/** Whether a row is in a group; one that the window never fetched may be. */
function mayBeIn(group: string, rowID: number): boolean {
  return cache.get(rowID)?.groups.includes(group) ?? true;
}

/** A row's groups after it was filed, in the person's order. */
function regroup(row: Row, to: string | null, from: string | null): string[] {
  const names = new Set(row.groups);
  if (from !== null) names.delete(from);
  if (to !== null) names.add(to);
  return library.groups.map(({ name }) => name).filter((name) => names.has(name));
}

/** "New group", "New group 2", …: the first that no group has. */
function freeGroupName(): string {
  const base = t('groups.new');
  let name = base;
  for (let n = 2; library.group(name); n++) name = `${base} ${n}`;
  return name;
}
