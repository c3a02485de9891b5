import { describe, expect, it } from 'vitest';
import { padding, rowHeight } from '../list/geometry';
import { drawn, headingHeight, scrollToShow, sectionsOf } from './places';
import type { Found } from './search.svelte';

const viewport = 700;

function found(conversations: number, messages: number): Found[] {
  const all = Array.from({ length: conversations + messages }, (_, index) => index);
  return all.map((index) => ({
    rowID: index,
    hit: { messageID: index < conversations ? null : `m${index}` } as Found['hit'],
  }));
}

describe('hits', () => {
  it('of one kind have one heading, of both two, and none has none', () => {
    const kinds = (conversations: number, messages: number) =>
      sectionsOf(found(conversations, messages)).map(({ kind }) => kind);
    expect(kinds(0, 0)).toEqual([]);
    expect(kinds(3, 0)).toEqual(['conversations']);
    expect(kinds(0, 3)).toEqual(['messages']);
    expect(kinds(3, 3)).toEqual(['conversations', 'messages']);
  });

  it('are drawn where they are in sight, however many there are', () => {
    const sections = sectionsOf(found(400, 5000));
    for (const scrollTop of [0, 10_000, 24_900, 25_600, 200_000, 394_000]) {
      const count = sections
        .map((section) => drawn(section, scrollTop, viewport))
        .reduce((sum, { start, end }) => sum + Math.max(0, end - start), 0);
      expect(count, `at ${scrollTop}`).toBeGreaterThan(9);
      expect(count, `at ${scrollTop}`).toBeLessThan(40);
    }
  });

  it('stand under what is above them', () => {
    const [conversations, messages] = sectionsOf(found(2, 5));
    expect(conversations?.top).toBe(0);
    expect(messages?.top).toBe(headingHeight + 2 * padding + 2 * rowHeight);
    const many = sectionsOf(found(400, 5000));
    for (const section of many) {
      const { start, top } = drawn(section, section.top + 9000, viewport);
      expect(top).toBe(padding + start * section.height);
      const below = section.top + headingHeight + top - (section.top + 9000);
      expect(below, 'above what is in sight, by no more than a few').toBeLessThan(0);
      expect(below).toBeGreaterThan(-8 * section.height);
    }
  });

  it('come into sight, the first of a kind with its heading', () => {
    const sections = sectionsOf(found(400, 5000));
    expect(scrollToShow(0, sections, 900, viewport)).toBe(0);
    expect(scrollToShow(400, sections, 90_000, viewport)).toBe(sections[1]?.top);
    const at = scrollToShow(2000, sections, 0, viewport);
    const [, messages = sections[0]] = sections;
    const { start, end } = drawn(messages ?? fail(), at, viewport);
    expect(start + 400).toBeLessThan(2000);
    expect(end + 400).toBeGreaterThan(2000);
    expect(scrollToShow(2000, sections, at, viewport)).toBe(at);
    expect(scrollToShow(1996, sections, at, viewport)).toBe(at);
  });
});

function fail(): never {
  throw new Error('there is no section');
}
