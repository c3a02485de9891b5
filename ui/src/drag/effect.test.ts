import { describe, expect, it } from 'vitest';
import type { View } from '../wire';
import {
  effectBesideGroup,
  effectBesidePinned,
  effectOnGroup,
  effectOnNewGroup,
  effectOnUngrouped,
} from './effect';
import type { Effect, Payload, RowsPayload } from './payload';

const all: View = { kind: 'all' };
const ungrouped: View = { kind: 'ungrouped' };
const flats: View = { kind: 'group', name: 'Flats' };
const suppliers: View = { kind: 'group', name: 'Suppliers' };
const group: Payload = { kind: 'group', name: 'Flats' };
const alreadyThere: Effect = { kind: 'refuse', why: 'alreadyThere' };

function rows(from: View, rowIDs: number[] = [1, 2, 3], isPinned = false): RowsPayload {
  return {
    kind: 'rows',
    rowIDs,
    lead: { title: 'Ana', conversationID: 'C2Ca', type: 'person', isPinned },
    from,
  };
}

/** Row 1 is in Flats and Suppliers, row 2 in Flats, row 5 in no group; the others were never shown. */
const groupsOf = (rowID: number) =>
  new Map([
    [1, ['Flats', 'Suppliers']],
    [2, ['Flats']],
    [5, []],
  ]).get(rowID);

describe('conversations on a group', () => {
  it.each<[what: string, payload: Payload, shift: boolean, effect: Effect | null]>([
    [
      'add those that are not known to be there',
      rows(all),
      false,
      { kind: 'add', to: 'Suppliers', count: 2, held: 1 },
    ],
    ['are refused when all are there', rows(all, [1]), false, alreadyThere],
    ['add from another group', rows(flats), false, { kind: 'add', to: 'Suppliers', count: 2, held: 1 }],
    [
      'move from another group with Shift',
      rows(flats),
      true,
      { kind: 'move', from: 'Flats', to: 'Suppliers', count: 3 },
    ],
    [
      'move with Shift also when they are there, since they leave the other',
      rows(flats, [1]),
      true,
      { kind: 'move', from: 'Flats', to: 'Suppliers', count: 1 },
    ],
    [
      'move with Shift those that a search found in the group that is open',
      rows(flats, [1, 2, 5]),
      true,
      { kind: 'move', from: 'Flats', to: 'Suppliers', count: 2 },
    ],
    [
      'only add with Shift when a search found none of them there',
      rows(flats, [5]),
      true,
      { kind: 'add', to: 'Suppliers', count: 1, held: 0 },
    ],
    [
      'only add with Shift where there is no group to leave',
      rows(all),
      true,
      { kind: 'add', to: 'Suppliers', count: 2, held: 1 },
    ],
    ['are refused on the group that they come from', rows(suppliers, [3, 4]), true, alreadyThere],
    [
      'found by a search are added to the group that is open',
      rows(suppliers),
      true,
      { kind: 'add', to: 'Suppliers', count: 1, held: 2 },
    ],
    ['are not a group', group, false, null],
  ])('%s', (_, payload, shift, effect) => {
    expect(effectOnGroup(payload, 'Suppliers', shift, groupsOf)).toEqual(effect);
  });
});

it('counts nobody among thousands, since most were never fetched', () => {
  const thousands = rows(all, Array(4000).fill(1));
  expect(effectOnGroup(thousands, 'Suppliers', false, groupsOf)).toMatchObject({ count: 4000, held: 0 });
});

describe('conversations on "Ungrouped"', () => {
  it.each<[what: string, payload: Payload, effect: Effect | null]>([
    ['leave the group being viewed', rows(flats), { kind: 'remove', from: 'Flats', count: 3 }],
    [
      'leave it as far as a search found them there',
      rows(flats, [1, 2, 5]),
      { kind: 'remove', from: 'Flats', count: 2 },
    ],
    ['are refused when none of them is in it', rows(flats, [5]), { kind: 'refuse', why: 'notInGroup' }],
    ['are refused with a word why in other views', rows(all), { kind: 'refuse', why: 'notInGroupView' }],
    ['are there already when they come from there', rows(ungrouped, [3, 5]), alreadyThere],
    [
      'are not there already when a search found them in a group',
      rows(ungrouped, [1, 5]),
      { kind: 'refuse', why: 'notInGroupView' },
    ],
    ['are not a group', group, null],
  ])('%s', (_, payload, effect) => {
    expect(effectOnUngrouped(payload, groupsOf)).toEqual(effect);
  });
});

it('makes a group of conversations, never of a group', () => {
  expect(effectOnNewGroup(rows(all))).toEqual({ kind: 'newGroup', count: 3 });
  expect(effectOnNewGroup(group)).toBeNull();
});

describe('a group beside a group', () => {
  const order = ['Family', 'Flats', 'Suppliers'];

  it.each<[what: string, beside: string, edge: 'before' | 'after', effect: Effect | null]>([
    [
      'goes before',
      'Family',
      'before',
      { kind: 'placeGroup', name: 'Flats', beside: 'Family', edge: 'before' },
    ],
    [
      'goes after',
      'Suppliers',
      'after',
      { kind: 'placeGroup', name: 'Flats', beside: 'Suppliers', edge: 'after' },
    ],
    ['stays between its neighbours', 'Family', 'after', alreadyThere],
    ['stays on itself', 'Flats', 'before', alreadyThere],
  ])('%s', (_, beside, edge, effect) => {
    expect(effectBesideGroup(group, beside, edge, order)).toEqual(effect);
  });

  it('does not take conversations', () => {
    expect(effectBesideGroup(rows(all), 'Family', 'before', order)).toBeNull();
  });
});

describe('a conversation beside a pinned one', () => {
  it.each<[what: string, payload: Payload, effect: Effect | null]>([
    [
      'goes there when it is pinned',
      rows(all, [1], true),
      { kind: 'placePinned', rowID: 1, beside: 9, edge: 'after' },
    ],
    ['does not when it is not pinned', rows(all, [1]), null],
    ['does not as one of several', rows(all, [1, 2], true), null],
    ['stays on itself', rows(all, [9], true), alreadyThere],
  ])('%s', (_, payload, effect) => {
    expect(effectBesidePinned(payload, 9, 'after')).toEqual(effect);
  });
});
