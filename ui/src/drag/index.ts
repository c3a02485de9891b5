/**
 * Dragging conversations onto groups, the thing that Sheaf exists for. The parts of the window
 * say three things: what can be picked up (`startDrag` on a press, `pickUp` on a key), where it
 * can be dropped (`{@attach dropTarget(ontoGroup(name))}`), and they show what is in the hand
 * (`isDragged`, `incoming`). Everything else is in here.
 */
import { mount } from 'svelte';
import './drag.css';
import DragPreview from './DragPreview.svelte';
import { setWorld, type DragWorld } from './world';

export { announce } from './announce';
export { hand, incoming, isDragged, isGroupDragged } from './hand.svelte';
export { isPickUp, pickUp, reorderGroupByKey, reorderPinnedByKey } from './keyboard';
export type { Effect, Payload, RowsPayload } from './payload';
export { ontoGroup, ontoList, ontoNewGroup, ontoPinnedRow, ontoUngrouped } from './places';
export { startDrag } from './pointer';
export { dropTarget, type DropHandler } from './targets';
export type { DragWorld, DropOperations } from './world';

/** Called once, when the window starts. */
export function setUpDragging(world: DragWorld): void {
  setWorld(world);
  mount(DragPreview, { target: document.body });
}
