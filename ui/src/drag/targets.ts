/**
 * Where things can be dropped. A target says two things: what a drop would do, and how to do it.
 * Targets are found by what is under the pointer at this moment, never remembered: a list may
 * draw itself anew, scroll or lose rows at any time during a drag.
 */
import type { Attachment } from 'svelte/attachments';
import { edgeAt, type Point } from './geometry';
import type { Edge, Effect, Payload } from './payload';

/** How the thing is held over a target. */
export interface Hold {
  shift: boolean;
  /** Which half of the target it is over. */
  edge: Edge;
}

/** A place where things can be dropped. */
export interface DropHandler {
  /** What a drop would do now; null when this place has nothing to do with such a thing. */
  accepts(payload: Payload, hold: Hold): Effect | null;
  drop(payload: Payload, effect: Effect): Promise<void> | void;
  /** Opens what is behind the target after a rest over it. Returns how to go back. */
  spring?(): (() => void) | undefined;
  /** A drop here means to be here: what sprang open on the way stays open. */
  staysOpen?: boolean;
  /** The target in words, for the keyboard way: `Suppliers, 46 conversations`. */
  label?(): string;
}

export interface Hit {
  element: HTMLElement;
  handler: DropHandler;
  effect: Effect;
}

const mark = 'data-drop-target';
const handlers = new WeakMap<Element, DropHandler>();

/** Makes an element a place to drop on: `{@attach dropTarget(ontoGroup(group.name))}`. */
export function dropTarget(handler: DropHandler): Attachment<HTMLElement> {
  return (element) => {
    handlers.set(element, handler);
    element.setAttribute(mark, '');
    return () => {
      // A newer handler of the same element may have taken the place already.
      if (handlers.get(element) !== handler) return;
      handlers.delete(element);
      element.removeAttribute(mark);
    };
  };
}

/** The innermost target under a point that has to do with what is in the hand. */
export function targetAt(point: Point, payload: Payload, shift: boolean): Hit | null {
  let element = document.elementFromPoint(point.x, point.y)?.closest<HTMLElement>(`[${mark}]`);
  while (element) {
    const hit = consider(element, payload, {
      shift,
      edge: edgeAt(element.getBoundingClientRect(), point.y),
    });
    if (hit) return hit;
    element = element.parentElement?.closest<HTMLElement>(`[${mark}]`);
  }
  return null;
}

/** What a drop on this element would do, if it is still there and still a target. */
export function consider(element: HTMLElement, payload: Payload, hold: Hold): Hit | null {
  const handler = element.isConnected ? handlers.get(element) : undefined;
  const effect = handler?.accepts(payload, hold);
  return handler && effect ? { element, handler, effect } : null;
}

/** Every target in the document's order: what the keyboard steps through. */
export function allTargets(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`[${mark}]`)];
}
