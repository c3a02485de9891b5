/**
 * Dragging conversations onto groups, the thing that Sheaf exists for. The parts of the window
 * say three things: what can be picked up (`startDrag` on a press, `pickUp` on a key), where it
 * can be dropped (`{@attach dropTarget(ontoGroup(name))}`), and they show what is in the hand
 * (`isDragged`, `incoming`). Everything else is in here.
 */
import { mount } from 'svelte';
import { describeError } from '../errors';
import { call } from '../host';
import { library } from '../state/library.svelte';
import { fileRows, newGroupOf, reorderGroups, reorderPinned } from '../state/operations';
import { cache } from '../state/rows.svelte';
import { toasts } from '../state/toasts.svelte';
import { current } from '../state/view.svelte';
import './drag.css';
import DragPreview from './DragPreview.svelte';
import { setWorld } from './world';

export { incoming, isDragged, isGroupDragged } from './hand.svelte';
export { isPickUp, pickUp, reorderGroupByKey, reorderPinnedByKey } from './keyboard';
export type { RowsPayload } from './payload';
export { ontoGroup, ontoList, ontoNewGroup, ontoPinnedRow, ontoUngrouped } from './places';
export { startDrag } from './pointer';
export { dropTarget } from './targets';

/** Called once, when the window starts. */
export function setUpDragging(): void {
  setWorld({
    operations: { fileRows, newGroupOf, reorderGroups, reorderPinned },
    groupNames: () => library.groups.map(({ name }) => name),
    pinnedOrder,
    groupsOf: (rowID) => cache.get(rowID)?.groups,
    view: () => current.view,
    openView: (view) => void current.lookInto(view),
  });
  mount(DragPreview, { target: document.body });
}

/** Empty after a failure, which is told; what was dropped then stays where it is. */
async function pinnedOrder(): Promise<number[]> {
  try {
    return [...(await call('get_view_order', { view: { kind: 'pinned' }, sort: 'latest' }))];
  } catch (failure) {
    toasts.show(describeError(failure), { failed: true });
    return [];
  }
}
