/** What an action on a row acts on, and the actions that a row's menu offers. */
import Eraser from '@lucide/svelte/icons/eraser';
import FolderInput from '@lucide/svelte/icons/folder-input';
import FolderMinus from '@lucide/svelte/icons/folder-minus';
import Hand from '@lucide/svelte/icons/hand';
import MessageSquare from '@lucide/svelte/icons/message-square';
import Pin from '@lucide/svelte/icons/pin';
import PinOff from '@lucide/svelte/icons/pin-off';
import Star from '@lucide/svelte/icons/star';
import StarOff from '@lucide/svelte/icons/star-off';
import Trash2 from '@lucide/svelte/icons/trash-2';
import Undo2 from '@lucide/svelte/icons/undo-2';
import { TYPES } from '../chat/constants';
import { pickUp, type RowsPayload } from '../drag';
import { addToGroup } from '../groups/filing.svelte';
import { t } from '../messages';
import { dialogs } from '../shell/dialogs.svelte';
import type { MenuEntry } from '../shell/menu.svelte';
import { deleteKey, shortcut } from '../shell/platform';
import { titleOf } from '../state/names';
import { deleteRows, fileRows, pinRows, restoreRows, starRows } from '../state/operations';
import { reading } from '../state/reading.svelte';
import { cache } from '../state/rows.svelte';
import { selection } from '../state/selection.svelte';
import { current } from '../state/view.svelte';

/** The whole selection in the view's order when the row is part of it, else the row alone. */
export function chosenRows(rowID: number): number[] {
  if (!selection.has(rowID)) return [rowID];
  const inView = [...current.order.filter((id) => selection.has(id))];
  // What was selected among search results may stand in no order of this view.
  return inView.length === selection.size ? inView : selection.ids;
}

/** Whether what is selected is acted on as a whole: several conversations, or what is deleted and not read. */
export function actsOnSelection(): boolean {
  return selection.size > 1 || (selection.size > 0 && current.view.kind === 'deleted');
}

/** What a key acts on: the row under the cursor with its selection, or what is selected without one. */
export function chosenByKeys(): number[] {
  const { cursor, ids } = selection;
  return cursor === null ? ids : chosenRows(cursor);
}

/**
 * What the Delete key does: out of the group that is open, or, where none is, out of the library. What
 * is deleted already is erased, and that is asked first.
 */
export async function removeRows(rowIDs: readonly number[]): Promise<void> {
  const { view } = current;
  if (view.kind === 'deleted') {
    dialogs.erasing = { rowIDs };
    return;
  }
  return view.kind === 'group' ? fileRows(rowIDs, { to: null, from: view.name }) : deleteRows(rowIDs);
}

/** What a drag or the keys pick up with a row; null while the row has not been fetched. */
export function rowsPayload(rowID: number): RowsPayload | null {
  const row = cache.get(rowID);
  // What is deleted is restored first.
  if (!row || row.isDeleted) return null;
  const { conversationID, type, isPinned } = row;
  return {
    kind: 'rows',
    rowIDs: chosenRows(rowID),
    lead: { title: titleOf(row), conversationID, type, isPinned },
    from: current.view,
  };
}

/** Takes a row into the hand, or the whole selection that it belongs to; true when it could. */
export function pickUpRow(rowID: number): boolean {
  const payload = rowsPayload(rowID);
  if (payload) pickUp(payload);
  return payload !== null;
}

export function rowMenu(rowID: number): { label: string; entries: MenuEntry[] } {
  const row = cache.get(rowID);
  const rowIDs = chosenRows(rowID);
  if (row?.isDeleted) return { label: t('menu.conversation'), entries: deletedMenu(rowIDs) };
  const { view } = current;
  const pinned = row?.isPinned ?? false;
  const starred = row?.markList.includes(TYPES.CONV_MARK_TYPE_STAR) ?? false;
  const entries: MenuEntry[] = [
    {
      label: t('menu.open'),
      icon: MessageSquare,
      keys: '↵',
      disabled: rowIDs.length > 1 || !row,
      run: () => row && reading.open(row.conversationID),
    },
    null,
    {
      label: t('menu.addToGroup'),
      icon: FolderInput,
      keys: shortcut('G'),
      run: () => addToGroup.ask(rowIDs, view),
    },
    { label: t('keys.pickUpMenu'), icon: Hand, keys: shortcut('X'), run: () => pickUpRow(rowID) },
  ];
  // What a search found may be in other groups only.
  if (view.kind === 'group' && rowIDs.some((id) => cache.get(id)?.groups.includes(view.name) ?? true)) {
    entries.push({
      label: t('menu.removeFromGroup', { group: view.name }),
      icon: FolderMinus,
      keys: deleteKey,
      run: () => void removeRows(rowIDs),
    });
  }
  entries.push(
    null,
    {
      label: pinned ? t('menu.unpin') : t('menu.pin'),
      icon: pinned ? PinOff : Pin,
      run: () => void pinRows(rowIDs, !pinned),
    },
    {
      label: starred ? t('menu.unstar') : t('menu.star'),
      icon: starred ? StarOff : Star,
      run: () => void starRows(rowIDs, !starred),
    },
    null,
    {
      label: t('menu.delete'),
      icon: Trash2,
      keys: view.kind === 'group' ? undefined : deleteKey,
      danger: true,
      run: () => void deleteRows(rowIDs),
    },
  );
  return { label: t('menu.conversation'), entries };
}

function deletedMenu(rowIDs: readonly number[]): MenuEntry[] {
  return [
    { label: t('menu.restore'), icon: Undo2, run: () => void restoreRows(rowIDs) },
    null,
    {
      label: t('menu.erase'),
      icon: Eraser,
      keys: deleteKey,
      danger: true,
      run: () => (dialogs.erasing = { rowIDs }),
    },
  ];
}
