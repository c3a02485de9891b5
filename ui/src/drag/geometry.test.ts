import { describe, expect, it } from 'vitest';
import { edgeAt, passesThreshold, scrollSpeed } from './geometry';

it.each([
  [{ x: 104, y: 100 }, false],
  [{ x: 105, y: 100 }, true],
  [{ x: 97, y: 96 }, true],
  [{ x: 103, y: 97 }, false],
])('a press at (100, 100) that came to %o is a drag: %s', (at, drag) => {
  expect(passesThreshold({ x: 100, y: 100 }, at)).toBe(drag);
});

it('tells the halves of a target apart', () => {
  const box = { top: 100, bottom: 130 };
  expect([100, 114, 115, 130].map((y) => edgeAt(box, y))).toEqual(['before', 'before', 'after', 'after']);
});

describe('the speed of a pane', () => {
  const box = { top: 100, bottom: 700 };

  it('is nothing in the middle', () => {
    expect([144, 400, 656].map((y) => scrollSpeed(box, y))).toEqual(
      [0, 0, 0].map((zero) => expect.closeTo(zero)),
    );
  });

  it('grows towards the edges and no further beyond them', () => {
    const [slow, fast, edge, beyond] = [650 + 20, 690, 700, 900].map((y) => scrollSpeed(box, y));
    expect(slow).toBeGreaterThan(0);
    expect(fast).toBeGreaterThan(slow ?? Infinity);
    expect(edge).toBeGreaterThan(fast ?? Infinity);
    expect(beyond).toBe(edge);
  });

  it('goes up at the top as it goes down at the bottom', () => {
    expect(scrollSpeed(box, 110)).toBe(-scrollSpeed(box, 690));
  });

  it('leaves a middle to rest in also in a low pane', () => {
    expect(scrollSpeed({ top: 0, bottom: 60 }, 30)).toBe(0);
  });

  it('is nothing in a pane without height', () => {
    expect(scrollSpeed({ top: 50, bottom: 50 }, 50)).toBe(0);
  });
});
