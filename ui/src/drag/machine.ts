/**
 * The course of a drag as a state machine: pressed, then dragging, then dropped or cancelled.
 * Pure, so that every order of events can be tried; `pointer.ts` feeds it and does what it says.
 */
import { passesThreshold, type Point } from './geometry';

export type Phase =
  | { name: 'idle' }
  | { name: 'pressed'; pointerID: number; start: Point }
  | { name: 'dragging'; pointerID: number; start: Point; at: Point; shift: boolean };

export type Input =
  | { type: 'press'; pointerID: number; at: Point }
  | { type: 'move'; pointerID: number; at: Point; shift: boolean; held: boolean }
  | { type: 'shift'; down: boolean }
  | { type: 'release'; pointerID: number; at: Point; shift: boolean }
  | { type: 'lost'; pointerID: number }
  | { type: 'cancel' };

/** What the step calls for. */
export type Outcome = 'nothing' | 'lift' | 'drop' | 'cancel';

export const idle: Phase = { name: 'idle' };

export function step(phase: Phase, input: Input): [Phase, Outcome] {
  switch (phase.name) {
    case 'idle':
      return input.type === 'press'
        ? [{ name: 'pressed', pointerID: input.pointerID, start: input.at }, 'nothing']
        : [phase, 'nothing'];
    case 'pressed':
      return fromPressed(phase, input);
    case 'dragging':
      return fromDragging(phase, input);
  }
}

function fromPressed(phase: Phase & { name: 'pressed' }, input: Input): [Phase, Outcome] {
  const { pointerID, start } = phase;
  if (input.type === 'cancel') return [idle, 'nothing'];
  if (input.type === 'shift' || input.type === 'press' || input.pointerID !== pointerID) {
    return [phase, 'nothing'];
  }
  if (input.type !== 'move') return [idle, 'nothing'];
  // The button went up where the window could not see it: the press is over.
  if (!input.held) return [idle, 'nothing'];
  if (!passesThreshold(start, input.at)) return [phase, 'nothing'];
  return [{ name: 'dragging', pointerID, start, at: input.at, shift: input.shift }, 'lift'];
}

function fromDragging(phase: Phase & { name: 'dragging' }, input: Input): [Phase, Outcome] {
  if (input.type === 'cancel') return [idle, 'cancel'];
  if (input.type === 'shift') return [{ ...phase, shift: input.down }, 'nothing'];
  if (input.type === 'press' || input.pointerID !== phase.pointerID) return [phase, 'nothing'];
  switch (input.type) {
    case 'move':
      return input.held ? [{ ...phase, at: input.at, shift: input.shift }, 'nothing'] : [idle, 'cancel'];
    case 'release':
      return [{ ...phase, at: input.at, shift: input.shift }, 'drop'];
    case 'lost':
      return [idle, 'cancel'];
  }
}
