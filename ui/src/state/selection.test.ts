import { beforeEach, describe, expect, it } from 'vitest';
import { selection } from './selection.svelte';

const order = new Uint32Array([10, 20, 30, 40, 50, 60]);
const click = { toggle: false, range: false };
const ctrl = { toggle: true, range: false };
const shift = { toggle: false, range: true };
const both = { toggle: true, range: true };

const chosen = () => selection.ids.sort((a, b) => a - b);

beforeEach(() => selection.clear());

describe('a click', () => {
  it('selects the row alone', () => {
    selection.press(20, click, order);
    selection.press(40, click, order);
    expect(chosen()).toEqual([40]);
  });

  it('with Ctrl adds a row and takes it away again', () => {
    selection.press(20, click, order);
    selection.press(40, ctrl, order);
    expect(chosen()).toEqual([20, 40]);
    selection.press(40, ctrl, order);
    expect(chosen()).toEqual([20]);
  });

  it.each([
    ['downwards', 20, 50, [20, 30, 40, 50]],
    ['upwards', 50, 30, [30, 40, 50]],
    ['onto itself', 30, 30, [30]],
  ])('with Shift selects a range %s', (_, from, to, expected) => {
    selection.press(from, click, order);
    selection.press(to, shift, order);
    expect(chosen()).toEqual(expected);
  });

  it('with Shift again begins where the range began', () => {
    selection.press(30, click, order);
    selection.press(60, shift, order);
    selection.press(10, shift, order);
    expect(chosen()).toEqual([10, 20, 30]);
  });

  it('with Ctrl and Shift adds the range to what is selected', () => {
    selection.press(10, click, order);
    selection.press(40, ctrl, order);
    selection.press(60, both, order);
    expect(chosen()).toEqual([10, 40, 50, 60]);
  });

  it('with Shift and nothing selected selects the row', () => {
    selection.press(30, shift, order);
    expect(chosen()).toEqual([30]);
  });
});

describe('a selection', () => {
  it('holds all of a view', () => {
    selection.all(order);
    expect(selection.size).toBe(6);
  });

  it('lets go of rows that the view no longer shows', () => {
    selection.all(order);
    selection.keepOnly(new Uint32Array([20, 60, 70]));
    expect(chosen()).toEqual([20, 60]);
  });

  it('forgets a cursor that is no longer shown', () => {
    selection.press(30, click, order);
    selection.keepOnly(new Uint32Array([20]));
    expect(selection.cursor).toBeNull();
  });

  it('is taken up again as it was left', () => {
    selection.press(20, click, order);
    const left = selection.swap({ ids: new Set([50]), anchor: null, cursor: null });
    expect(chosen()).toEqual([50]);
    selection.swap(left);
    expect(chosen()).toEqual([20]);
    expect(selection.cursor).toBe(20);
  });

  it('of 100,000 rows goes through them a few times, not once for each', () => {
    const many = new Counted(new ArrayBuffer(400_000));
    for (let index = 0; index < many.length; index++) many[index] = index + 1;
    selection.all(many);
    selection.keepOnly(many);
    selection.press(1, click, many);
    selection.press(100_000, shift, many);
    expect(selection.size).toBe(100_000);
    selection.keepOnly(many);
    expect(passes).toBeGreaterThan(0);
    expect(passes).toBeLessThan(10);
  });
});

let passes = 0;

/** An order that counts how often somebody goes through it. */
class Counted extends Uint32Array<ArrayBuffer> {
  override indexOf(...asked: Parameters<Uint32Array['indexOf']>) {
    passes++;
    return super.indexOf(...asked);
  }
  override includes(...asked: Parameters<Uint32Array['includes']>) {
    passes++;
    return super.includes(...asked);
  }
  override [Symbol.iterator]() {
    passes++;
    return super[Symbol.iterator]();
  }
}
