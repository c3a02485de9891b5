import type { Hit } from './targets';

let shown: HTMLElement | null = null;

/**
 * Marks the target that the hand is over, for `drag.css`: `data-drop` says what a target would do
 * with what it takes in, `data-drop-edge` on which side of it the insertion line is drawn.
 */
export function showHit(hit: Hit | null): void {
  const element = hit?.element ?? null;
  if (shown && shown !== element) {
    shown.removeAttribute('data-drop');
    shown.removeAttribute('data-drop-edge');
  }
  shown = element;
  if (!element || !hit) return;
  const { effect } = hit;
  const beside = 'edge' in effect;
  mark(element, 'data-drop', beside || effect.kind === 'refuse' ? null : effect.kind);
  mark(element, 'data-drop-edge', beside ? effect.edge : null);
}

/** Writes only what changed: this runs at every frame. */
function mark(element: HTMLElement, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
