import type { Edge } from './payload';

/** A place in the window, CSS pixels from its top left. */
export interface Point {
  x: number;
  y: number;
}

/** A press becomes a drag once the pointer is this far (CSS pixels) from where it went down. */
export const threshold = 5;

export function passesThreshold(start: Point, at: Point): boolean {
  return Math.hypot(at.x - start.x, at.y - start.y) >= threshold;
}

/** Which half of a target's box the pointer is over. */
export function edgeAt(box: { top: number; bottom: number }, y: number): Edge {
  return y < (box.top + box.bottom) / 2 ? 'before' : 'after';
}

/** Height of the zones at a pane's top and bottom in which holding something scrolls it. */
const zone = 44;
/** CSS pixels a second at the very edge and beyond it. */
const fastest = 1400;

/**
 * How fast a pane scrolls (CSS pixels a second, negative upwards) for a pointer at height `y`:
 * nothing in the middle, slowly where a zone begins, fastest at the edge. Low panes have lower
 * zones, so that there is always a middle to rest in.
 */
export function scrollSpeed(box: { top: number; bottom: number }, y: number): number {
  const depth = Math.min(zone, (box.bottom - box.top) / 4);
  if (depth <= 0) return 0;
  const above = Math.min(1, (box.top + depth - y) / depth);
  if (above > 0) return -fastest * above * above;
  const below = Math.min(1, (y - (box.bottom - depth)) / depth);
  return below > 0 ? fastest * below * below : 0;
}
