import { describe, expect, it } from 'vitest';
import { contentHeight, documentHeight, highest, rowHeight, scrollToShow, slice, within } from './geometry';

const viewport = 700;

describe('the rows drawn', () => {
  it('are those on screen and a few beyond, whatever the length', () => {
    for (const count of [100_000, 1_000_000]) {
      const { start, end } = slice(documentHeight(count) / 2, count, viewport);
      expect(end - start).toBeLessThan(30);
    }
  });

  it('begin with the first at the top and end with the last at the bottom', () => {
    for (const count of [1, 50, 100_000, 2_000_000]) {
      expect(slice(0, count, viewport).start).toBe(0);
      const bottom = Math.max(0, documentHeight(count) - viewport);
      expect(slice(bottom, count, viewport).end).toBe(count);
    }
  });

  it('are none for an empty list', () => {
    const { start, end } = slice(0, 0, viewport);
    expect(end - start).toBe(0);
  });

  it('stand next to each other while the list scrolls', () => {
    const count = 1_000_000;
    const place = 5_000_000;
    const here = slice(place, count, viewport);
    const there = slice(place + 10, count, viewport);
    const moved = there.top - there.start * rowHeight - (here.top - here.start * rowHeight);
    // The scale says how far the rows move for ten pixels of the scroll bar.
    const scale = (contentHeight(count) - viewport) / (documentHeight(count) - viewport);
    expect(moved).toBeCloseTo(10 - 10 * scale, 5);
  });
});

describe('the list in the document', () => {
  it('is never higher than browsers draw', () => {
    expect(documentHeight(5_000_000)).toBe(highest);
  });

  it('is as high as its rows while that is possible', () => {
    expect(documentHeight(100_000)).toBe(contentHeight(100_000));
  });
});

describe('a place of the scroll bar', () => {
  it.each([
    ['in a list that is long enough stays', 5000, 1000, 5000],
    ['beyond the end becomes the end', 5000, 20, contentHeight(20) - viewport],
    ['in a list that fits becomes the top', 5000, 2, 0],
    ['before the beginning becomes the top', -10, 1000, 0],
  ])('%s', (_, scrollTop, count, expected) => {
    expect(within(scrollTop, count, viewport)).toBe(expected);
  });
});

describe('showing a row', () => {
  const count = 1000;

  it('stays when the row is in sight', () => {
    expect(scrollToShow(3, 0, count, viewport)).toBe(0);
  });

  it.each([0, 500, 999])('brings row %i wholly into sight from anywhere', (index) => {
    for (const from of [0, 20_000, documentHeight(count) - viewport]) {
      const top = scrollToShow(index, from, count, viewport);
      const offset = 6 + index * rowHeight - top;
      expect(offset).toBeGreaterThanOrEqual(0);
      expect(offset + rowHeight).toBeLessThanOrEqual(viewport);
    }
  });
});
