import { describe, expect, it } from 'vitest';
import { markFound, markRanges, type Piece } from './marks';

const inBrackets = (pieces: Piece[]) =>
  pieces.map((piece) => (piece.found ? `[${piece.text}]` : piece.text)).join('');
const shown = (text: string, ranges: [number, number][]) => inBrackets(markRanges(text, ranges));

describe('marks in a snippet', () => {
  it.each<[string, string, [number, number][], string]>([
    ['without ranges leave the text whole', 'abc', [], 'abc'],
    ['stand where the ranges say', 'the tooling quote', [[4, 11]], 'the [tooling] quote'],
    [
      'stand at both ends',
      'ab cd',
      [
        [0, 2],
        [3, 5],
      ],
      '[ab] [cd]',
    ],
    [
      'come in order whatever the order of the ranges',
      'ab cd',
      [
        [3, 5],
        [0, 2],
      ],
      '[ab] [cd]',
    ],
    [
      'join where ranges overlap',
      'abcdef',
      [
        [1, 4],
        [2, 5],
      ],
      'a[bcd][e]f',
    ],
    [
      'drop empty ranges and those outside',
      'abc',
      [
        [1, 1],
        [9, 12],
        [2, 1],
      ],
      'abc',
    ],
    ['end with the text', 'abc', [[1, 99]], 'a[bc]'],
    ['count in UTF-16 units, as the core does', '👌 好的 ok', [[3, 5]], '👌 [好的] ok'],
  ])('%s', (_, text, ranges, expected) => {
    expect(shown(text, ranges)).toBe(expected);
  });

  it('never lose or repeat a character', () => {
    const text = 'a b c d e';
    const ranges: [number, number][] = [
      [0, 3],
      [2, 6],
      [5, 5],
      [4, 20],
    ];
    expect(
      markRanges(text, ranges)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});

it.each<[string[], string]>([
  [['ana'], '[Ana] added Bo'],
  [['Bo', 'invite'], 'Ana added [Bo]'],
  [['d'], 'Ana a[d][d]e[d] Bo'],
  [['', 'x'], 'Ana added Bo'],
])('a sentence with other words is marked where %j stands in it', (found, expected) => {
  expect(inBrackets(markFound('Ana added Bo', found))).toBe(expected);
});
