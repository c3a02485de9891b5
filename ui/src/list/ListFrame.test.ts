import { fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addToGroup } from '../groups/filing.svelte';
import { narrow } from '../shell/layout';
import { library } from '../state/library.svelte';
import { deleteRows } from '../state/operations';
import { selection } from '../state/selection.svelte';
import { current } from '../state/view.svelte';
import { resetFakeHost } from '../testing/fakeHost';
import ListFrame from './ListFrame.svelte';

const nothing = createRawSnippet(() => ({ render: () => '<span></span>' }));

beforeEach(async () => {
  resetFakeHost(20);
  addToGroup.close();
  await library.refresh();
  await current.open({ kind: 'all' });
  await current.retry();
  selection.clear();
});
afterEach(() => vi.restoreAllMocks());

async function open({ isNarrow }: { isNarrow: boolean }) {
  vi.spyOn(narrow, 'current', 'get').mockReturnValue(isNarrow);
  render(ListFrame, { title: 'All', label: 'Conversations', head: nothing, children: nothing });
  await tick();
}

const buttons = () => screen.queryAllByRole('button').map(({ textContent }) => textContent.trim());

describe('where the reader does not stand beside it, the list', () => {
  it('offers what can be done with several conversations', async () => {
    selection.all(current.order.subarray(0, 3));
    await open({ isNarrow: true });
    expect(buttons()).toEqual(['Add to group…', 'Delete', 'Clear selection']);
    await fireEvent.click(screen.getByText('Add to group…'));
    expect(addToGroup.asked?.rowIDs).toHaveLength(3);
  });

  it('offers to restore and to erase what is deleted', async () => {
    await deleteRows([1, 2]);
    await current.open({ kind: 'deleted' });
    selection.all(current.order.subarray(0, 1));
    await open({ isNarrow: true });
    expect(buttons()).toEqual(['Restore', 'Erase for good…', 'Clear selection']);
  });

  it('offers nothing for the one conversation that is read', async () => {
    selection.all(current.order.subarray(0, 1));
    await open({ isNarrow: true });
    expect(buttons()).toEqual([]);
  });
});

it('a wide window has them in the reader alone', async () => {
  selection.all(current.order.subarray(0, 3));
  await open({ isNarrow: false });
  expect(buttons()).toEqual([]);
});
