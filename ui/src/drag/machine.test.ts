import { describe, expect, it } from 'vitest';
import { idle, step, type Input, type Outcome, type Phase } from './machine';

const press: Input = { type: 'press', pointerID: 1, at: { x: 0, y: 0 } };
const move = (x: number, shift = false): Input => ({
  type: 'move',
  pointerID: 1,
  at: { x, y: 0 },
  shift,
  held: true,
});
const moveReleased: Input = { type: 'move', pointerID: 1, at: { x: 90, y: 0 }, shift: false, held: false };
const release: Input = { type: 'release', pointerID: 1, at: { x: 90, y: 0 }, shift: false };
const lost: Input = { type: 'lost', pointerID: 1 };
const cancel: Input = { type: 'cancel' };

function run(...inputs: Input[]): { phase: Phase; outcomes: Outcome[] } {
  let phase: Phase = idle;
  const outcomes = inputs.map((input) => {
    const [next, outcome] = step(phase, input);
    phase = next;
    return outcome;
  });
  return { phase, outcomes: outcomes.filter((outcome) => outcome !== 'nothing') };
}

describe('a press', () => {
  it.each<[what: string, inputs: Input[], outcomes: Outcome[]]>([
    ['that is let go is a click', [press, release], []],
    ['that trembles under 5 px is a click', [press, move(4), release], []],
    ['that moves 5 px lifts and drops', [press, move(5), release], ['lift', 'drop']],
    ['lifts once', [press, move(5), move(50), move(90), release], ['lift', 'drop']],
    ['that is cancelled lifts no more', [press, cancel, move(50)], []],
    ['whose button went up unseen lifts no more', [press, moveReleased, move(90)], []],
    ['that is lost lifts no more', [press, lost, move(50)], []],
    ['is not moved by another pointer', [press, { ...move(50), pointerID: 2 } as Input], []],
  ])('%s', (_, inputs, outcomes) => {
    expect(run(...inputs).outcomes).toEqual(outcomes);
  });
});

describe('a drag', () => {
  const dragging = [press, move(50)];

  it.each<[what: string, inputs: Input[]]>([
    ['Escape, blur or a closed window', [cancel]],
    ['a lost pointer', [lost]],
    ['a button that went up unseen', [moveReleased]],
  ])('is cancelled by %s and takes no drop after it', (_, inputs) => {
    const { phase, outcomes } = run(...dragging, ...inputs, release);
    expect(outcomes).toEqual(['lift', 'cancel']);
    expect(phase).toEqual(idle);
  });

  it('follows the pointer and Shift', () => {
    expect(run(...dragging, move(60, true)).phase).toMatchObject({ at: { x: 60 }, shift: true });
    expect(run(...dragging, { type: 'shift', down: true }).phase).toMatchObject({ shift: true });
    expect(run(...dragging, move(60, true), { type: 'shift', down: false }).phase).toMatchObject({
      shift: false,
    });
  });

  it('drops where the button went up, not where it moved last', () => {
    expect(run(...dragging, release).phase).toMatchObject({ name: 'dragging', at: { x: 90 } });
  });

  it.each<Input>([
    { ...press, pointerID: 2 } as Input,
    { ...release, pointerID: 2 } as Input,
    { ...lost, pointerID: 2 } as Input,
  ])('does not mind another pointer: %o', (input) => {
    expect(run(...dragging, input, release).outcomes).toEqual(['lift', 'drop']);
  });
});
