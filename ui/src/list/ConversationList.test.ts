import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TYPES } from '../chat/constants';
import { addToGroup } from '../groups/filing.svelte';
import { dialogs } from '../shell/dialogs.svelte';
import { menu } from '../shell/menu.svelte';
import { library } from '../state/library.svelte';
import { deleteRows } from '../state/operations';
import { reading } from '../state/reading.svelte';
import { cache } from '../state/rows.svelte';
import { selection } from '../state/selection.svelte';
import { current } from '../state/view.svelte';
import { answers, resetFakeHost } from '../testing/fakeHost';
import ConversationList from './ConversationList.svelte';

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function open() {
  render(ConversationList, { title: 'All conversations' });
  await settled();
  const list = screen.getByRole('listbox');
  return { list, rows: screen.getAllByRole('option') };
}

const press = (list: HTMLElement, key: string, keys: KeyboardEventInit = {}) =>
  fireEvent.keyDown(list, { key, ...keys });

const idAt = (index: number) => current.order[index] ?? 0;

beforeEach(async () => {
  resetFakeHost(1000);
  cache.invalidate(null);
  reading.close();
  menu.close();
  await library.refresh();
  await current.open({ kind: 'all' });
  await current.retry();
  selection.clear();
});

describe('the deleted', () => {
  const bin = async () => {
    await deleteRows([idAt(0), idAt(1)]);
    await current.open({ kind: 'deleted' });
    const { list, rows } = await open();
    await fireEvent.click(rows[0] as HTMLElement);
    return list;
  };

  it('are not opened, and offer to be restored or erased', async () => {
    const list = await bin();
    expect(reading.conversationID).toBeNull();
    await fireEvent.contextMenu(screen.getAllByRole('option')[0] as HTMLElement);
    expect(menu.open?.entries.map((entry) => entry?.label)).toEqual([
      'Restore',
      undefined,
      'Erase for good…',
    ]);
    expect(list.getAttribute('aria-multiselectable')).toBe('true');
  });

  it('are erased by the Delete key only after a question', async () => {
    await press(await bin(), 'Delete');
    expect(dialogs.erasing?.rowIDs).toHaveLength(1);
    expect(current.order.length).toBe(2);
    dialogs.erasing = null;
  });
});

describe('the list', () => {
  it('draws what is on screen and says how many there are', async () => {
    const { rows } = await open();
    expect(rows.length).toBeLessThan(40);
    expect(rows[0]?.getAttribute('aria-setsize')).toBe('1000');
    expect(rows[0]?.dataset.conversation).toBe('C2Cwechat:0');
  });

  it('opens a conversation on a click and selects it', async () => {
    const { rows } = await open();
    await fireEvent.click(rows[2] as HTMLElement);
    expect(reading.conversationID).toBe(rows[2]?.dataset.conversation);
    expect(rows[2]?.getAttribute('aria-selected')).toBe('true');
  });

  it('selects without opening while Ctrl or Shift is down', async () => {
    const { rows } = await open();
    await fireEvent.click(rows[1] as HTMLElement, { ctrlKey: true });
    await fireEvent.click(rows[4] as HTMLElement, { shiftKey: true });
    expect(reading.conversationID).toBeNull();
    expect(selection.size).toBe(4);
  });

  it('shows what is marked unread, and opening it reads it', async () => {
    const read = vi.fn(({ conversationID }: { conversationID: string }) => ({ conversationID }));
    answers.set_message_read = read;
    const { rows } = await open();
    const [row] = rows as [HTMLElement];
    cache.foresee([idAt(0)], (each) => ({ ...each, markList: [TYPES.CONV_MARK_TYPE_UNREAD] }));
    await settled();
    expect(row.querySelector('.unread')).not.toBeNull();
    expect(row.textContent).toContain('Marked unread');
    await fireEvent.click(row);
    expect(read).toHaveBeenCalledWith({ conversationID: row.dataset.conversation });
    expect(row.querySelector('.unread')).toBeNull();
  });
});

/** The tests' document lays nothing out; this scrolls no further than the height says, as a browser does. */
function limitScrolling(list: HTMLElement) {
  let top = 0;
  Object.defineProperty(list, 'scrollTop', {
    get: () => {
      const whole = list.querySelector<HTMLElement>('.whole');
      const height = parseFloat(whole?.style.height ?? '0') - list.clientHeight;
      return (top = Math.max(0, Math.min(top, height)));
    },
    set: (next: number) => (top = next),
  });
}

describe('a view that was scrolled', () => {
  const suppliers = { kind: 'group', name: 'Suppliers' } as const;
  const long = { kind: 'ungrouped' } as const;
  const far = 300;

  /** Scrolls far down in a long view and looks at a short one. */
  async function leaveFarDown() {
    const { list } = await open();
    limitScrolling(list);
    await current.open(long);
    await settled();
    list.scrollTop = far * 63;
    await fireEvent.scroll(list);
    const top = idAt(far);
    await current.open(suppliers);
    await settled();
    return { list, top };
  }

  it('is where it was, with its rows drawn, when it is come back to', async () => {
    const { list, top } = await leaveFarDown();
    expect(list.scrollTop).toBe(0);
    await current.open(long);
    await settled();
    expect(list.scrollTop).toBe(far * 63);
    expect(list.querySelector(`[data-row="${top}"]`)).not.toBeNull();
  });

  it('shows rows also when it has become shorter meanwhile', async () => {
    const { list } = await leaveFarDown();
    answers.get_view_order = () => new Uint32Array([1, 2, 3]);
    await current.open(long);
    await settled();
    delete answers.get_view_order;
    expect(list.querySelector('[data-row="3"]')).not.toBeNull();
  });
});

describe('the keys', () => {
  it('move the cursor, which the listbox tells', async () => {
    const { list } = await open();
    await press(list, 'ArrowDown');
    await press(list, 'ArrowDown');
    expect(selection.ids).toEqual([idAt(1)]);
    expect(list.getAttribute('aria-activedescendant')).toMatch(new RegExp(`-${idAt(1)}$`));
  });

  it.each([
    ['End', 999],
    ['Home', 0],
  ])('%s goes to the end that it names', async (key, index) => {
    const { list } = await open();
    await press(list, 'ArrowDown');
    await press(list, key);
    expect(selection.cursor).toBe(idAt(index));
  });

  it('extend the selection with Shift', async () => {
    const { list } = await open();
    await press(list, 'ArrowDown');
    await press(list, 'ArrowDown', { shiftKey: true });
    await press(list, 'ArrowDown', { shiftKey: true });
    expect(selection.size).toBe(3);
  });

  it('select all of the view with Ctrl+A and nothing with Escape', async () => {
    const { list } = await open();
    await press(list, 'a', { ctrlKey: true });
    expect(selection.size).toBe(1000);
    await press(list, 'Escape');
    expect(selection.size).toBe(0);
  });

  it('open the conversation under the cursor with Enter', async () => {
    const { list, rows } = await open();
    await press(list, 'ArrowDown');
    await press(list, 'Enter');
    expect(reading.conversationID).toBe(rows[0]?.dataset.conversation);
  });

  it('take conversations out of the group that is open with Delete', async () => {
    await current.open({ kind: 'group', name: 'Suppliers' });
    const { list } = await open();
    const before = current.order.length;
    await press(list, 'ArrowDown');
    await press(list, 'Delete');
    expect(current.order.length).toBe(before - 1);
    expect(library.overview.all).toBe(1000);
  });

  it('delete conversations where no group is open, and go on with the next', async () => {
    const { list } = await open();
    const next = idAt(2);
    await press(list, 'ArrowDown');
    await press(list, 'ArrowDown', { shiftKey: true });
    await press(list, 'Delete');
    expect(current.order.length).toBe(998);
    expect(selection.cursor).toBe(next);
  });

  it('delete once, however long Delete is held', async () => {
    const { list } = await open();
    await press(list, 'ArrowDown');
    await press(list, 'Delete');
    await press(list, 'Delete', { repeat: true });
    await press(list, 'Delete', { repeat: true });
    expect(current.order.length).toBe(999);
  });

  it('delete all that is selected, also without a cursor', async () => {
    const { list } = await open();
    await press(list, 'a', { ctrlKey: true });
    await press(list, 'Delete');
    expect(current.order.length).toBe(0);
  });
});

describe('the reader', () => {
  const rested = () => new Promise((resolve) => setTimeout(resolve, 150));

  it('follows the arrow keys when they rest, and the list marks what is open', async () => {
    const { list, rows } = await open();
    await press(list, 'ArrowDown');
    await press(list, 'ArrowDown');
    expect(reading.conversationID).toBeNull();
    await rested();
    expect(reading.conversationID).toBe(rows[1]?.dataset.conversation);
    expect(rows.map((row) => row.getAttribute('aria-current'))).toEqual(
      rows.map((_, index) => (index === 1 ? 'true' : null)),
    );
  });

  it('does not follow while a range is selected', async () => {
    const { list } = await open();
    await press(list, 'ArrowDown');
    await press(list, 'ArrowDown', { shiftKey: true });
    await rested();
    expect(reading.conversationID).toBeNull();
  });
});

describe('a row’s menu', () => {
  it('acts on the whole selection when the row is part of it', async () => {
    const { list, rows } = await open();
    await press(list, 'a', { ctrlKey: true });
    await fireEvent.contextMenu(rows[3] as HTMLElement);
    menu.open?.entries.find((entry) => entry?.label === 'Add to group…')?.run();
    expect(addToGroup.asked?.rowIDs.length).toBe(1000);
    addToGroup.close();
  });

  it('acts on its own row when that is not selected', async () => {
    const { rows } = await open();
    await fireEvent.click(rows[0] as HTMLElement);
    await fireEvent.contextMenu(rows[3] as HTMLElement);
    expect(selection.ids).toEqual([idAt(3)]);
  });
});
