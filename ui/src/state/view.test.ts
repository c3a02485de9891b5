import { beforeEach, describe, expect, it } from 'vitest';
import { HostError } from '../hostError';
import { answers, resetFakeHost } from '../testing/fakeHost';
import { selection } from './selection.svelte';
import { current } from './view.svelte';

const all = { kind: 'all' } as const;
const suppliers = { kind: 'group', name: 'Suppliers' } as const;

/** An answer of the core: the revision, then ids. */
const order = (...ids: number[]) => Uint32Array.from(ids);

beforeEach(async () => {
  resetFakeHost(300);
  await current.open(all);
  await current.filterBy({});
  await current.sortBy('latest');
});

describe('a view', () => {
  it('shows its first window, then the whole', async () => {
    const opening = current.open({ kind: 'ungrouped' });
    await Promise.resolve();
    await opening;
    expect(current.complete).toBe(true);
    expect(current.order.length).toBeGreaterThan(80);
  });

  it('asks for the first window with a limit and for the whole without', async () => {
    const limits: (number | undefined)[] = [];
    answers.get_view_order = ({ limit }) => {
      limits.push(limit);
      return order(1, 2, 3);
    };
    await current.open({ kind: 'pinned' });
    expect(limits.sort()).toEqual([80, undefined]);
  });

  it('never shows the answer for a view that was left meanwhile', async () => {
    answers.get_view_order = ({ view }) => (view.kind === 'pinned' ? order(1) : order(2));
    await Promise.all([current.open({ kind: 'pinned' }), current.open(suppliers)]);
    expect([...current.order]).toEqual([2]);
  });

  it('that cannot be read is empty, says why, and is read again on demand', async () => {
    const failure = new HostError({ code: 200002, message: '', reason: 'locked', params: {} });
    answers.get_view_order = () => {
      throw failure;
    };
    await current.open({ kind: 'pinned' });
    expect(current.failure).toBe(failure);
    expect(current.order.length).toBe(0);
    answers.get_view_order = () => order(7);
    await current.retry();
    expect(current.failure).toBeNull();
    expect([...current.order]).toEqual([7]);
  });

  it('keeps its selection while a drag looks into another', async () => {
    const [first = 0] = current.order;
    selection.press(first, { toggle: false, range: false }, current.order);
    await current.lookInto(suppliers);
    expect(selection.size).toBe(0);
    await current.lookInto(all);
    expect(selection.ids).toEqual([first]);
  });

  it('that is left has nothing selected when it is opened again', async () => {
    selection.all(current.order);
    await current.open(suppliers);
    expect(selection.size).toBe(0);
    await current.open(all);
    expect(selection.size).toBe(0);
  });

  it('that a drag looked away from and stayed in another has nothing selected either', async () => {
    selection.all(current.order);
    await current.lookInto(suppliers);
    await current.open(all);
    expect(selection.size).toBe(0);
  });

  it('keeps the order it shows until a newer one is here', async () => {
    const before = current.order;
    const refreshing = current.refresh();
    expect(current.order).toBe(before);
    await refreshing;
    expect(current.order).not.toBe(before);
  });

  it('follows its group to a new name', async () => {
    await current.open(suppliers);
    current.renamed('Suppliers', 'Vendors');
    expect(current.view).toEqual({ kind: 'group', name: 'Vendors' });
  });
});
