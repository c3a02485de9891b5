/** What is in the hand, for the parts of the window that show it. Written by the engine alone. */
import type { Point } from './geometry';
import type { Effect, Payload } from './payload';

export interface Held {
  payload: Payload;
  at: Point;
  effect: Effect | null;
  by: 'pointer' | 'keyboard';
}

let held = $state.raw<Held | null>(null);

const rows = $derived(held?.payload.kind === 'rows' ? new Set(held.payload.rowIDs) : null);

export const hand = {
  /** What is being dragged and where; null when nothing is. */
  get held(): Held | null {
    return held;
  },
  hold(next: Held): void {
    held = next;
  },
  empty(): void {
    held = null;
  },
};

/** Whether this row is in the hand: rows being dragged fade where they stand. */
export function isDragged(rowID: number): boolean {
  return rows?.has(rowID) ?? false;
}

/** Whether this group is in the hand. */
export function isGroupDragged(name: string): boolean {
  return held?.payload.kind === 'group' && held.payload.name === name;
}

/** How many conversations the group would get if the hand opened now: shown as `46 + 12`. */
export function incoming(group: string): number {
  const effect = held?.effect;
  return (effect?.kind === 'add' || effect?.kind === 'move') && effect.to === group ? effect.count : 0;
}
