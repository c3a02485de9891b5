import { beforeEach, describe, expect, it } from 'vitest';
import { HostError } from '../hostError';
import { answers, call, resetFakeHost } from '../testing/fakeHost';
import { library } from './library.svelte';
import { naming } from './naming.svelte';
import {
  createGroup,
  deleteGroup,
  deleteRows,
  fileRows,
  newGroupOf,
  pinRows,
  renameGroup,
  reorderGroups,
  restoreRows,
  setGroupLook,
  starRows,
  undo,
} from './operations';
import { cache } from './rows.svelte';
import { toasts } from './toasts.svelte';
import { current } from './view.svelte';

const suppliers = { kind: 'group', name: 'Suppliers' } as const;
const lastToast = () => toasts.shown.at(-1);
const settled = () => new Promise((resolve) => setTimeout(resolve));

function fails(reason: string): never {
  throw new HostError({ code: 200002, message: reason, reason, params: {} });
}

beforeEach(async () => {
  for (const { id } of toasts.shown) toasts.dismiss(id);
  resetFakeHost(60);
  naming.end();
  await library.refresh();
  await current.open(suppliers);
  await current.retry();
  cache.want([...current.order]);
  await settled();
});

describe('filing conversations', () => {
  it('shows at once that they left the group that is open', async () => {
    const [first = 0, second = 0] = current.order;
    const count = current.order.length;
    const done = fileRows([first, second], { to: null, from: 'Suppliers' });
    expect(current.order.length).toBe(count - 2);
    expect(library.group('Suppliers')?.count).toBe(count - 2);
    expect(cache.get(first)?.groups).not.toContain('Suppliers');
    await done;
    expect(lastToast()?.text).toBe('Removed 2 conversations from “Suppliers”.');
  });

  it('puts everything back and says why when the core fails', async () => {
    const before = [...current.order];
    answers.file_rows = () => fails('disk-full');
    await fileRows(before.slice(0, 3), { to: null, from: 'Suppliers' });
    await settled();
    expect([...current.order]).toEqual(before);
    expect(library.group('Suppliers')?.count).toBe(before.length);
    expect(cache.get(before[0] ?? 0)?.groups).toContain('Suppliers');
    expect(lastToast()).toMatchObject({ failed: true });
    expect(lastToast()?.text).toContain('disk is full');
  });

  it('says so when all were there already, and offers no undo', async () => {
    const [first = 0] = current.order;
    await fileRows([first], { to: 'Suppliers', from: null });
    expect(lastToast()?.text).toBe('Already in “Suppliers”. Nothing was changed.');
    expect(lastToast()?.action).toBeUndefined();
  });

  it('says so when none was in the group that it should leave', async () => {
    const count = library.group('Suppliers')?.count;
    const outside = [1, 2, 3, 4, 5, 6].filter((id) => !current.order.includes(id)).slice(0, 1);
    cache.want(outside);
    await settled();
    const done = fileRows(outside, { to: null, from: 'Suppliers' });
    expect(library.group('Suppliers')?.count).toBe(count);
    await done;
    expect(lastToast()?.text).toBe('Not in “Suppliers”. Nothing was changed.');
    expect(lastToast()?.action).toBeUndefined();
  });

  it('offers Undo, which brings them back', async () => {
    const before = [...current.order];
    await fileRows(before.slice(0, 2), { to: null, from: 'Suppliers' });
    lastToast()?.action?.run();
    await settled();
    await current.refresh();
    expect([...current.order]).toEqual(before);
  });
});

describe('a new group of conversations', () => {
  it('gets a name that is free and asks for a better one', async () => {
    const rowIDs = [...current.order.subarray(0, 2)];
    await newGroupOf(rowIDs);
    naming.end();
    await newGroupOf(rowIDs);
    expect(library.group('New group')?.count).toBe(2);
    expect(naming.isRenaming('New group 2')).toBe(true);
  });
});

describe('a name that cannot be', () => {
  it.each([
    ['too long', 'x'.repeat(33), 51011],
    ['taken', 'Family', 200001],
    ['blank', '  ', 50002],
  ])('because it is %s is told to who typed it', async (_, name, code) => {
    await expect(renameGroup('Suppliers', name)).rejects.toMatchObject({ code });
    await expect(createGroup(name)).rejects.toMatchObject({ code });
  });
});

describe('a group', () => {
  it('that is renamed while it is open stays open', async () => {
    await renameGroup('Suppliers', 'Vendors');
    expect(current.view).toEqual({ kind: 'group', name: 'Vendors' });
    expect(library.group('Vendors')).toBeDefined();
  });

  it('that is deleted while it is open gives way to all conversations', async () => {
    await deleteGroup('Suppliers');
    expect(current.view).toEqual({ kind: 'all' });
    expect(library.group('Suppliers')).toBeUndefined();
    expect(lastToast()?.action?.label).toBe('Undo');
  });
});

describe('pinning several', () => {
  it('is one operation, told in one sentence and taken back by one Undo', async () => {
    const rowIDs = [...current.order].filter((id) => !cache.get(id)?.isPinned).slice(0, 3);
    await pinRows(rowIDs, true);
    expect(rowIDs.every((id) => cache.get(id)?.isPinned)).toBe(true);
    expect(lastToast()?.text).toBe('Pinned 3 conversations.');
    lastToast()?.action?.run();
    await settled();
    const rows = await call('get_rows', { rowIDs });
    expect(rows.map(({ isPinned }) => isPinned)).toEqual([false, false, false]);
  });
});

describe('what was so already', () => {
  const filed = async () => {
    const outside = [1, 2, 3, 4, 5, 6].filter((id) => !current.order.includes(id)).slice(0, 3);
    await fileRows(outside, { to: 'Suppliers', from: null });
    for (const { id } of toasts.shown) toasts.dismiss(id);
  };

  it.each([
    ['a look', () => setGroupLook('Suppliers', { color: library.group('Suppliers')?.color ?? -1 })],
    ['an order of groups', () => reorderGroups(library.groups.map(({ name }) => name))],
    ['the name of a group', () => renameGroup('Suppliers', 'Suppliers')],
    ['a conversation that is not deleted', () => restoreRows([1])],
    ['a conversation without a star', () => starRows([20], false)],
    ['a conversation that is not pinned', () => pinRows([20], false)],
  ])('offers no Undo, which would take back something else: %s', async (_, change) => {
    await filed();
    await change();
    expect(toasts.shown).toEqual([]);
  });

  it('is not counted with what was changed', async () => {
    await starRows([20], true);
    expect(lastToast()?.text).toMatch(/^Starred “.*”\.$/);
    await starRows([20, 21, 22], true);
    expect(lastToast()?.text).toBe('Starred 2 conversations.');
  });
});

describe('what was deleted', () => {
  it('stands in a view of its own until it is restored', async () => {
    const [first = 0, second = 0] = current.order;
    await deleteRows([first, second]);
    await library.refresh();
    expect(library.overview.deleted).toBe(2);
    await current.open({ kind: 'deleted' });
    expect([...current.order].sort()).toEqual([first, second].sort());
    await restoreRows([first, second]);
    expect(lastToast()?.text).toBe('Restored 2 conversations.');
    expect(current.order.length).toBe(0);
    await current.open(suppliers);
    expect([...current.order]).toContain(first);
  });
});

describe('undo', () => {
  it('says so when there is nothing to undo', async () => {
    await undo();
    expect(lastToast()?.text).toBe('There is nothing to undo.');
  });

  it('of a toast takes back what the toast tells of, and nothing when that is not the last', async () => {
    await fileRows([20], { to: 'Suppliers', from: null });
    const undoIt = lastToast()?.action;
    // A script of the person's.
    await call('create_conversation_group', { groupName: 'By a script', conversationIDList: [] });
    undoIt?.run();
    await settled();
    expect(lastToast()?.text).toBe('Something else was changed since, so nothing was undone.');
    expect((await call('get_history', undefined)).undo?.kind).toBe('createGroup');
    await undo();
    undoIt?.run();
    await settled();
    expect(lastToast()?.text).toMatch(/^Undone: adding “.*” to “Suppliers”\.$/);
  });
});
