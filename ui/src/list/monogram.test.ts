import { expect, it } from 'vitest';
import { avatarColor, monogram } from './monogram';

it.each([
  ['李建国 · 华东供应', '李'],
  ['#purchasing', 'P'],
  ['“quoted”', 'Q'],
  ['éclair', 'É'],
  ['👨‍👩‍👧 family', 'F'],
  ['👨‍👩‍👧', '👨‍👩‍👧'],
  ['مجموعة', 'م'],
  ['  7 days', '7'],
  ['', ''],
])('the monogram of %j is %j', (title, expected) => {
  expect(monogram(title)).toBe(expected);
});

it('the colour of a conversation never changes and all twelve are used', () => {
  expect(avatarColor('C2Ctelegram:4711')).toBe(avatarColor('C2Ctelegram:4711'));
  const used = new Set(Array.from({ length: 500 }, (_, index) => avatarColor(`C2Ctelegram:${index}`)));
  expect([...used].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});
