/** Spring-open: a target that something rests over opens, so that it can be dropped further in. */
import type { Hit } from './targets';

/** Milliseconds of rest before a target opens. */
export const springDelay = 600;

export interface Springs {
  /** Tells at every frame what the hand rests over. */
  rest(hit: Hit | null, now: number): void;
  /** What sprang open is to stay so. */
  stay(): void;
  /** Goes back to where the drag began, unless what sprang open stays. */
  back(): void;
}

export function springs(): Springs {
  let over: Element | null = null;
  let since = 0;
  let opened = false;
  let undo: (() => void) | undefined;
  return {
    rest(hit, now) {
      if ((hit?.element ?? null) !== over) {
        over = hit?.element ?? null;
        since = now;
        opened = false;
      }
      if (!hit?.handler.spring || opened || now - since < springDelay) return;
      opened = true;
      const goBack = hit.handler.spring();
      // Going back leads to where the drag began, past whatever opened on the way.
      undo ??= goBack;
    },
    stay() {
      undo = undefined;
    },
    back() {
      undo?.();
      undo = undefined;
    },
  };
}
