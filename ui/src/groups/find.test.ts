import { describe, expect, it } from 'vitest';
import { findGroups, match } from './find';

describe('a name', () => {
  it.each([
    ['Suppliers', 'sup', 0],
    ['Suppliers', '', 0],
    ['Old suppliers', 'sup', 1],
    ['Thesis (ChatGPT)', 'chat', 1],
    ['Suppliers', 'pli', 2],
    ['House hunt', 'hht', 3],
    ['House hunt', 'xyz', null],
    ['Café', 'cafe', 0],
    ['Cafe', 'CAFÉ', 0],
    ['产品体验', '体验', 2],
    ['产品体验', '产验', 3],
    ['House hunt', 'ho hu', 3],
  ])('%s answers %s with %s', (name, query, quality) => {
    expect(match(name, query)).toBe(quality);
  });
});

describe('finding', () => {
  const groups = ['Family', 'Old suppliers', 'Suppliers', 'Plumbers'].map((name) => ({ name }));
  const names = (query: string, recent: string[] = []) =>
    findGroups(groups, query, recent).map(({ name }) => name);

  it('gives all groups in their order for no query, recent ones first', () => {
    expect(names('', ['Plumbers', 'gone', 'Old suppliers'])).toEqual([
      'Plumbers',
      'Old suppliers',
      'Family',
      'Suppliers',
    ]);
  });

  it('puts the better match before the recent one', () => {
    expect(names(' sup ', ['Old suppliers'])).toEqual(['Suppliers', 'Old suppliers']);
  });
});
