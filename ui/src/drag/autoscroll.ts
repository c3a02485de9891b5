/** Scrolls the pane under the pointer while something is held near its top or bottom. */
import { scrollSpeed, type Point } from './geometry';

export interface AutoScroll {
  /** `elapsed`: milliseconds since the last call. */
  tick(at: Point, elapsed: number): void;
}

/** `start`: where the thing was picked up; a pane only scrolls the way the hand has moved since. */
export function autoScroll(start: Point): AutoScroll {
  let highest = start.y;
  let lowest = start.y;
  let pane: Element | null = null;
  /** Whole pixels are what panes scroll by: the rest waits for the next tick. */
  let rest = 0;

  return {
    tick(at, elapsed) {
      highest = Math.min(highest, at.y);
      lowest = Math.max(lowest, at.y);
      pane = paneUnder(at) ?? (pane && isAboveOrBelow(pane, at) ? pane : null);
      if (!pane) return;
      const speed = scrollSpeed(pane.getBoundingClientRect(), at.y);
      // Picking up the last row of a pane must not send the pane off at once.
      const meant = speed < 0 ? highest < start.y : lowest > start.y;
      if (speed === 0 || !meant) return;
      const distance = rest + (speed * Math.min(elapsed, 50)) / 1000;
      const whole = Math.trunc(distance);
      rest = distance - whole;
      if (whole !== 0) pane.scrollBy({ top: whole, behavior: 'instant' });
    },
  };
}

/** The innermost pane under the point that has more to show. */
function paneUnder({ x, y }: Point): Element | null {
  for (let element = document.elementFromPoint(x, y); element; element = element.parentElement) {
    if (element.scrollHeight <= element.clientHeight) continue;
    const { overflowY } = getComputedStyle(element);
    if (overflowY === 'auto' || overflowY === 'scroll') return element;
  }
  return null;
}

/** Past the end of the pane that it came from, the hand still means that pane. */
function isAboveOrBelow(pane: Element, { x, y }: Point): boolean {
  const box = pane.getBoundingClientRect();
  return x >= box.left && x <= box.right && (y <= box.top || y >= box.bottom);
}
