import { expect, it } from 'vitest';
import { did } from './wording';

it.each([
  [0, 'Created the group “Flats”.'],
  [1, 'Created the group “Flats” of 1 conversation.'],
  [3, 'Created the group “Flats” of 3 conversations.'],
])('a group that was made of %i conversations is told with them', (count, sentence) => {
  expect(did({ kind: 'createGroup', params: { group: 'Flats', count } })).toBe(sentence);
});
