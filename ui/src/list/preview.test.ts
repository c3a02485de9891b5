import { expect, it } from 'vitest';
import { inventRow } from '../testing/inventedRows';
import type { Row } from '../wire';
import { lastLine } from './preview';

const row = (change: Partial<Row>): Row => ({
  ...inventRow(0, 0),
  title: 'Harbour flat',
  type: 'person',
  lastKind: 'text',
  lastOutgoing: false,
  lastSender: 'Ana',
  lastText: 'Hello',
  ...change,
});

it.each<[string, Partial<Row>, string]>([
  ['one person writes', {}, 'Hello'],
  ['one of several writes', { type: 'people' }, 'Ana: Hello'],
  ['a channel writes', { type: 'people', lastSender: 'Harbour flat' }, 'Hello'],
  ['the owner writes', { lastOutgoing: true, lastSender: '' }, 'You: Hello'],
  ['a picture comes without words', { lastKind: 'image', lastText: '' }, 'Picture'],
  ['a picture comes with words', { lastKind: 'image', lastText: 'The view' }, 'The view'],
  ['something happens', { type: 'people', lastKind: 'system', lastText: 'Ana left' }, 'Ana left'],
  ['there is nothing', { lastText: '' }, ''],
])('when %s the line says so', (_, change, expected) => {
  expect(lastLine(row(change))).toBe(expected);
});
