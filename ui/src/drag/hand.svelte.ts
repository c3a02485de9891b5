/**
 * What is in the hand, for the parts of the window that show it. Written by the engine alone, at
 * every frame: each part is a state of its own, so that a moving pointer draws the preview anew
 * and no row.
 */
import type { Point } from './geometry';
import type { Effect, Payload } from './payload';

let payload = $state.raw<Payload | null>(null);
let at = $state.raw<Point>({ x: 0, y: 0 });
let effect = $state.raw<Effect | null>(null);

const rows = $derived(payload?.kind === 'rows' ? new Set(payload.rowIDs) : null);

export const hand = {
  /** What is being dragged; null when nothing is. */
  get payload(): Payload | null {
    return payload;
  },
  get at(): Point {
    return at;
  },
  /** What a drop here would do; null over places that take nothing. */
  get effect(): Effect | null {
    return effect;
  },

  hold(what: Payload, where: Point, would: Effect | null): void {
    payload = what;
    if (at.x !== where.x || at.y !== where.y) at = where;
    if (JSON.stringify(effect) !== JSON.stringify(would)) effect = would;
  },
  empty(): void {
    payload = null;
    effect = null;
  },
};

/** Whether this row is in the hand: rows being dragged fade where they stand. */
export function isDragged(rowID: number): boolean {
  return rows?.has(rowID) ?? false;
}

/** Whether this group is in the hand. */
export function isGroupDragged(name: string): boolean {
  return payload?.kind === 'group' && payload.name === name;
}

/** How many conversations the group would get if the hand opened now: shown as `46 + 12`. */
export function incoming(group: string): number {
  return (effect?.kind === 'add' || effect?.kind === 'move') && effect.to === group ? effect.count : 0;
}
