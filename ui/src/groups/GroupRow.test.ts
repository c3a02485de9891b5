import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { menu } from '../shell/menu.svelte';
import { library } from '../state/library.svelte';
import { answers, resetFakeHost } from '../testing/fakeHost';
import GroupRow from './GroupRow.svelte';

beforeEach(async () => {
  resetFakeHost(20);
  menu.close();
  await library.refresh();
});

function open() {
  const [group] = library.groups;
  if (!group) throw new Error('the fake host has groups');
  const onlook = vi.fn();
  render(GroupRow, { group, isStop: true, onlook });
  return { row: screen.getByRole('button', { name: /conversation/ }), onlook };
}

describe('a group’s menu', () => {
  it.each([
    ['the menu key', 'ContextMenu', {}],
    ['Shift+F10', 'F10', { shiftKey: true }],
  ])('opens by %s, with colour and emoji in it', async (_, key, keys) => {
    const { row, onlook } = open();
    await fireEvent.keyDown(row, { key, ...keys });
    const look = menu.open?.entries.find((entry) => entry?.label === 'Colour and emoji…');
    expect(menu.open?.place).toBe(row);
    look?.run();
    expect(onlook).toHaveBeenCalledOnce();
  });

  it('opens by the button in the row, which is no stop of its own', async () => {
    open();
    const button = screen.getByRole('button', { name: /^Menu of the group/ });
    expect(button.tabIndex).toBe(-1);
    await fireEvent.click(button);
    expect(menu.open?.entries.map((entry) => entry?.keys)).toEqual(['F2', undefined, undefined, 'Del']);
  });
});

describe('the Delete key on a group', () => {
  it('deletes one group, however long it is held', async () => {
    const deleted = vi.fn(({ groupName }: { groupName: string }) => ({ groupName }));
    answers.delete_conversation_group = deleted;
    const { row } = open();
    await fireEvent.keyDown(row, { key: 'Delete' });
    for (let held = 0; held < 3; held++) await fireEvent.keyDown(row, { key: 'Delete', repeat: true });
    await tick();
    expect(deleted).toHaveBeenCalledOnce();
  });
});
