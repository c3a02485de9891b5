/**
 * Dragging with the mouse or a pen. The engine listens on the window and captures the pointer on
 * the document's root, so it depends on no row: rows of a virtual list vanish while they are
 * dragged. Touch scrolls instead; "Add to group…" does there what dragging does here.
 */
import { autoScroll, type AutoScroll } from './autoscroll';
import { hand } from './hand.svelte';
import { showHit } from './highlight';
import { idle, step, type Input, type Phase } from './machine';
import type { Payload } from './payload';
import { springs, type Springs } from './spring';
import { targetAt } from './targets';

/** A drag that is under way. */
interface Lifted {
  payload: Payload;
  pointerID: number;
  scroll: AutoScroll;
  springs: Springs;
  frame: number;
  /** Time of the last frame, milliseconds. */
  last: number;
}

let phase: Phase = idle;
let pick: (() => Payload | null) | undefined;
let lifted: Lifted | undefined;
let listening: AbortController | undefined;

/**
 * Watches a press on something that can be dragged. `payload` is asked once, when the press
 * becomes a drag; null means that there is nothing to drag after all.
 */
export function startDrag(event: PointerEvent, payload: () => Payload | null): void {
  if (event.button !== 0 || !event.isPrimary || event.pointerType === 'touch') return;
  if (hand.payload) return;
  finish();
  pick = payload;
  listen();
  feed({ type: 'press', pointerID: event.pointerId, at: pointOf(event) });
}

function listen(): void {
  listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  const cancel = () => feed({ type: 'cancel' });
  window.addEventListener(
    'pointermove',
    (event) =>
      feed({
        type: 'move',
        pointerID: event.pointerId,
        at: pointOf(event),
        shift: event.shiftKey,
        held: (event.buttons & 1) === 1,
      }),
    options,
  );
  window.addEventListener(
    'pointerup',
    (event) =>
      feed({ type: 'release', pointerID: event.pointerId, at: pointOf(event), shift: event.shiftKey }),
    options,
  );
  for (const type of ['pointercancel', 'lostpointercapture'] as const) {
    window.addEventListener(type, (event) => feed({ type: 'lost', pointerID: event.pointerId }), options);
  }
  for (const type of ['pagehide', 'contextmenu']) window.addEventListener(type, cancel, options);
  // Without capture: elements of the page that lose the focus are not heard, the window is.
  window.addEventListener('blur', cancel, { signal: listening.signal });
  // The browser's own dragging of links and pictures would take the pointer away.
  window.addEventListener('dragstart', (event) => event.preventDefault(), options);
  window.addEventListener('selectstart', (event) => event.preventDefault(), options);
  window.addEventListener('keydown', onKey, options);
  window.addEventListener('keyup', onKey, options);
}

/** While something is in the hand the keyboard has two keys: Shift and Escape. */
function onKey(event: KeyboardEvent): void {
  if (phase.name !== 'dragging') return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.key === 'Shift') feed({ type: 'shift', down: event.type === 'keydown' });
  if (event.key === 'Escape') feed({ type: 'cancel' });
}

function feed(input: Input): void {
  const [next, outcome] = step(phase, input);
  phase = next;
  switch (outcome) {
    case 'lift':
      lift();
      break;
    case 'drop':
      drop();
      break;
    case 'cancel':
      finish();
      break;
    case 'nothing':
      if (phase.name === 'idle') finish();
  }
}

function lift(): void {
  const payload = pick?.();
  if (!payload || phase.name !== 'dragging') return finish();
  const { pointerID, start } = phase;
  const root = document.documentElement;
  root.dataset.dragging = payload.kind;
  try {
    root.setPointerCapture(pointerID);
  } catch {
    // The pointer went away between the event and now; the next event ends the drag.
  }
  document.getSelection()?.removeAllRanges();
  const now = performance.now();
  lifted = { payload, pointerID, scroll: autoScroll(start), springs: springs(), frame: 0, last: now };
  onFrame(now);
}

/** Looks again at every frame, also without a move: what is under the pointer may have changed. */
function onFrame(now: number): void {
  if (!lifted || phase.name !== 'dragging') return;
  const { payload } = lifted;
  const { at, shift } = phase;
  lifted.scroll.tick(at, now - lifted.last);
  lifted.last = now;
  const hit = targetAt(at, payload, shift);
  lifted.springs.rest(payload.kind === 'rows' ? hit : null, now);
  showHit(hit);
  hand.hold(payload, at, hit?.effect ?? null);
  lifted.frame = requestAnimationFrame(onFrame);
}

function drop(): void {
  if (!lifted || phase.name !== 'dragging') return finish();
  const { payload } = lifted;
  const hit = targetAt(phase.at, payload, phase.shift);
  const dropped = hit !== null && hit.effect.kind !== 'refuse';
  if (dropped && hit.handler.staysOpen) lifted.springs.stay();
  finish();
  if (dropped) void hit.handler.drop(payload, hit.effect);
}

/** Ends the press or the drag, whatever state it is in. Changes nothing. */
function finish(): void {
  const ended = lifted;
  phase = idle;
  pick = undefined;
  lifted = undefined;
  listening?.abort();
  listening = undefined;
  if (!ended) return;
  cancelAnimationFrame(ended.frame);
  const root = document.documentElement;
  delete root.dataset.dragging;
  if (root.hasPointerCapture(ended.pointerID)) root.releasePointerCapture(ended.pointerID);
  ended.springs.back();
  showHit(null);
  hand.empty();
  swallowClick();
}

/**
 * The button going up at the end of a drag is no click on what happens to be there. Where no click
 * follows, the next press ends the watch.
 */
function swallowClick(): void {
  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  const stop = () => listening.abort();
  window.addEventListener(
    'click',
    (event) => {
      // A click made by a key has no count.
      if (event.detail === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      stop();
    },
    options,
  );
  window.addEventListener('pointerdown', stop, options);
}

function pointOf(event: PointerEvent): { x: number; y: number } {
  return { x: event.clientX, y: event.clientY };
}
