import { expect, it } from 'vitest';
import { inventRow } from '../testing/inventedRows';
import type { Row } from '../wire';
import { isWorded, lastLine } from './preview';

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
  [
    'something happens that has words here',
    { lastKind: 'system', lastText: 'Ana: pin message', lastEvent: { kind: 'pinMessage', actor: 'Ana' } },
    'Ana pinned a message',
  ],
  [
    'somebody writes who has left',
    { type: 'people', lastSender: 'Deleted Account' },
    'Deleted account: Hello',
  ],
  ['there is nothing', { lastText: '' }, ''],
])('when %s the line says so', (_, change, expected) => {
  expect(lastLine(row(change))).toBe(expected);
});

it.each<[string, Partial<Row>, boolean]>([
  ['“You: …”', { lastOutgoing: true }, true],
  ['“Ana: …”', { type: 'people' }, true],
  ['what happened', { lastKind: 'system', lastEvent: { kind: 'pinMessage', actor: 'Ana' } }, true],
  ['what somebody wrote', {}, false],
  ['what a channel wrote', { type: 'people', lastSender: 'Harbour flat' }, false],
])('%s stands in its own direction or in ours', (_, change, expected) => {
  expect(isWorded(row(change))).toBe(expected);
});

it.each([
  ['See [kit](sandbox:/mnt/kit.zip) first', 'See kit first'],
  ['See [kit](sandbox:/mn', 'See kit'],
  ['# Plan\n\n- **us** and `them`\n- ~~no~~', 'Plan us and them no'],
  ['1. One\n2. Two', 'One Two'],
  ['> *quoted*\n---\n_done_', 'quoted done'],
  ['```js\nlet a_b_c = 2 * 3 * 4;\n```', 'let a_b_c = 2 * 3 * 4;'],
])('an assistant’s %j is shown as its words', (lastText, expected) => {
  expect(lastLine(row({ type: 'assistant', lastText }))).toBe(expected);
});

it('shows what a person writes as it is', () => {
  expect(lastLine(row({ lastText: '- *us*' }))).toBe('- *us*');
  expect(lastLine(row({ type: 'assistant', lastOutgoing: true, lastText: '# us' }))).toBe('You: # us');
});
