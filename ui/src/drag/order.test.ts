import { describe, expect, it } from 'vitest';
import { placed, stepped } from './order';

const order = ['a', 'b', 'c', 'd'];

describe('placing', () => {
  it.each<[item: string, beside: string, edge: 'before' | 'after', result: string | null]>([
    ['a', 'c', 'before', 'bacd'],
    ['a', 'd', 'after', 'bcda'],
    ['d', 'a', 'before', 'dabc'],
    ['c', 'a', 'after', 'acbd'],
    ['b', 'a', 'after', null],
    ['b', 'c', 'before', null],
    ['b', 'b', 'after', null],
    ['gone', 'a', 'before', null],
    ['a', 'gone', 'before', null],
  ])('%s %s %s', (item, beside, edge, result) => {
    expect(placed(order, item, beside, edge)?.join('') ?? null).toBe(result);
  });
});

describe('stepping', () => {
  it.each<[item: string, by: -1 | 1, result: string | null]>([
    ['b', -1, 'bacd'],
    ['b', 1, 'acbd'],
    ['a', -1, null],
    ['d', 1, null],
    ['gone', 1, null],
  ])('%s by %i', (item, by, result) => {
    expect(stepped(order, item, by)?.join('') ?? null).toBe(result);
  });
});
