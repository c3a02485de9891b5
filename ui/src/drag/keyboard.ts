/**
 * Dragging without a pointer. Ctrl+X (Cmd+X) picks up, as it does in file managers: in the list
 * Enter opens and Space selects. Then arrows step through the targets, Enter drops, Shift+Enter
 * moves, Escape cancels, and each step is announced. Focus stays on the row all the while, so
 * there is nothing to give back at the end. Alt with an arrow puts a group or a pinned
 * conversation one place up or down.
 */
import { tick } from 'svelte';
import { t } from '../messages';
import { announce } from './announce';
import { leaving } from './effect';
import { hand } from './hand.svelte';
import { showHit } from './highlight';
import { stepped } from './order';
import type { Payload, RowsPayload } from './payload';
import { sentence } from './sentence';
import { allTargets, consider, type Hit } from './targets';
import { world } from './world';

/** What the keyboard holds. */
interface Carried {
  payload: RowsPayload;
  /** The target it is held over; looked up again at every key, since lists draw themselves anew. */
  over: HTMLElement;
  shift: boolean;
  listening: AbortController;
}

let carried: Carried | undefined;

/** Ctrl+X, or Cmd+X on a Mac. */
export function isPickUp(event: KeyboardEvent): boolean {
  return (
    (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'x'
  );
}

/** Takes conversations into the hand, to be dropped by keys. */
export function pickUp(payload: RowsPayload): void {
  if (hand.payload || payload.rowIDs.length === 0) return;
  const first = openTargets(payload)[0];
  if (!first) return announce(t('drag.keys.nowhere'));
  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  carried = { payload, over: first.element, shift: false, listening };
  document.documentElement.dataset.dragging = 'keyboard';
  window.addEventListener('keydown', onKey, options);
  window.addEventListener('keyup', onKey, options);
  for (const type of ['pointerdown', 'pagehide']) window.addEventListener(type, cancel, options);
  // Without capture: elements of the page that lose the focus are not heard, the window is.
  window.addEventListener('blur', cancel, { signal: listening.signal });
  const { lead, rowIDs } = payload;
  const lifted = t('drag.keys.lifted', { title: lead.title, count: rowIDs.length });
  show(first, false);
  announce(`${lifted} ${spoken(first)}`);
}

/** Every key belongs to the thing in the hand until it is dropped or cancelled. */
function onKey(event: KeyboardEvent): void {
  if (!carried) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.key === 'Shift') {
    carried.shift = event.type === 'keydown';
    const hit = consider(carried.over, carried.payload, { shift: carried.shift, edge: 'before' });
    if (hit) show(hit, carried.shift);
    return;
  }
  if (event.type === 'keyup') return;
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return stepTo((at, count) => (at + 1) % count);
    case 'ArrowUp':
    case 'ArrowLeft':
      return stepTo((at, count) => (at - 1 + count) % count);
    case 'Home':
      return stepTo(() => 0);
    case 'End':
      return stepTo((_, count) => count - 1);
    case 'Enter':
    case ' ':
      return drop(event.shiftKey);
    case 'Escape':
    case 'Tab':
      return cancel();
  }
}

function stepTo(choose: (at: number, count: number) => number): void {
  if (!carried) return;
  const { payload, over } = carried;
  const hits = openTargets(payload);
  const hit =
    hits[
      choose(
        hits.findIndex(({ element }) => element === over),
        hits.length,
      )
    ];
  if (!hit) return cancel();
  carried.over = hit.element;
  show(hit, carried.shift);
  announce(spoken(hit));
}

function drop(shift: boolean): void {
  if (!carried) return;
  const { payload, over } = carried;
  const hit = consider(over, payload, { shift, edge: 'before' });
  if (!hit || hit.effect.kind === 'refuse') return cancel();
  letGo();
  announce(t('drag.keys.dropped', { sentence: sentence(hit.effect) }));
  void hit.handler.drop(payload, hit.effect);
}

function cancel(): void {
  if (!carried) return;
  letGo();
  announce(t('drag.keys.cancelled'));
}

function letGo(): void {
  carried?.listening.abort();
  carried = undefined;
  delete document.documentElement.dataset.dragging;
  showHit(null);
  hand.empty();
}

/** The targets that have words for themselves and would take this. */
function openTargets(payload: Payload): Hit[] {
  return allTargets()
    .map((element) => consider(element, payload, { shift: false, edge: 'before' }))
    .filter((hit) => hit !== null)
    .filter(({ handler, effect }) => handler.label !== undefined && effect.kind !== 'refuse');
}

/** Shows the held thing at its target. With Shift down the effect may be another. */
function show(hit: Hit, shift: boolean): void {
  if (!carried) return;
  const { payload } = carried;
  hit.element.scrollIntoView({ block: 'nearest' });
  const now = consider(hit.element, payload, { shift, edge: 'before' }) ?? hit;
  const box = hit.element.getBoundingClientRect();
  showHit(now);
  hand.hold(payload, { x: box.left + box.width * 0.6, y: (box.top + box.bottom) / 2 }, now.effect);
}

function spoken({ handler, effect }: Hit): string {
  const movable = effect.kind === 'add' && carried && leaving(carried.payload, world().groupsOf).length > 0;
  return t(movable ? 'drag.keys.overMovable' : 'drag.keys.over', {
    place: handler.label?.() ?? '',
    sentence: sentence(effect),
  });
}

/** Alt with an arrow on a group's row. True when the key was one of them. */
export function reorderGroupByKey(event: KeyboardEvent, name: string): boolean {
  return reorderByKey(event, async (by) => {
    const { groupNames, operations } = world();
    const order = stepped(groupNames(), name, by);
    if (!order) return;
    await operations.reorderGroups(order);
    announce(
      t('drag.keys.groupPlaced', { group: name, position: order.indexOf(name) + 1, total: order.length }),
    );
  });
}

/** Alt with an arrow on a pinned conversation's row. True when the key was one of them. */
export function reorderPinnedByKey(event: KeyboardEvent, rowID: number): boolean {
  return reorderByKey(event, async (by) => {
    const { pinnedOrder, operations } = world();
    const order = stepped(await pinnedOrder(), rowID, by);
    if (!order) return;
    await operations.reorderPinned(order);
    announce(t('drag.keys.pinnedPlaced', { position: order.indexOf(rowID) + 1, total: order.length }));
  });
}

function reorderByKey(event: KeyboardEvent, reorder: (by: -1 | 1) => Promise<void>): boolean {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return false;
  event.preventDefault();
  void keepFocus(() => reorder(event.key === 'ArrowUp' ? -1 : 1));
  return true;
}

/** An element that is moved in the document loses focus: gives it back. */
async function keepFocus(change: () => Promise<void>): Promise<void> {
  const focused = document.activeElement;
  await change();
  await tick();
  if (focused instanceof HTMLElement && document.activeElement === document.body) focused.focus();
}
