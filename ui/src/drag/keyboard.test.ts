import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tick } from 'svelte';
import type { View } from '../wire';
import { hand } from './hand.svelte';
import { isPickUp, pickUp, reorderGroupByKey, reorderPinnedByKey } from './keyboard';
import type { RowsPayload } from './payload';
import { ontoGroup, ontoNewGroup, ontoUngrouped } from './places';
import { dropTarget, type DropHandler } from './targets';
import { setWorld, type DropOperations } from './world';

const operations = {
  fileRows: vi.fn<DropOperations['fileRows']>(async () => undefined),
  newGroupOf: vi.fn<DropOperations['newGroupOf']>(async () => undefined),
  reorderGroups: vi.fn<DropOperations['reorderGroups']>(async () => undefined),
  reorderPinned: vi.fn<DropOperations['reorderPinned']>(async () => undefined),
};
const flats: View = { kind: 'group', name: 'Flats' };

function payload(from: View = flats): RowsPayload {
  return {
    kind: 'rows',
    rowIDs: [1, 2],
    lead: { title: 'Ana', conversationID: 'C2Ca', type: 'person', isPinned: false },
    from,
  };
}

function place(handler: DropHandler): HTMLElement {
  const element = document.createElement('div');
  element.scrollIntoView = vi.fn();
  document.body.append(element);
  dropTarget(handler)(element);
  return element;
}

function press(key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, cancelable: true, ...more });
  window.dispatchEvent(event);
  return event;
}

const announced = () => document.querySelector('[aria-live="assertive"]')?.textContent ?? '';
const over = () => document.querySelector('[data-drop]');

beforeEach(() => {
  setWorld({
    operations,
    groupNames: () => ['Family', 'Flats', 'Suppliers'],
    pinnedOrder: async () => [7, 8, 9],
    groupsOf: () => undefined,
    view: () => flats,
    openView: () => undefined,
  });
});

afterEach(() => {
  press('Escape');
  document.body.replaceChildren();
  vi.clearAllMocks();
});

it('picks up with Ctrl+X or Cmd+X alone', () => {
  const key = (init: KeyboardEventInit) => isPickUp(new KeyboardEvent('keydown', { key: 'x', ...init }));
  expect([
    key({ ctrlKey: true }),
    key({ metaKey: true }),
    key({}),
    key({ ctrlKey: true, shiftKey: true }),
  ]).toEqual([true, true, false, false]);
});

describe('conversations in the hand', () => {
  let elements: HTMLElement[];

  beforeEach(() => {
    elements = [
      ontoUngrouped(),
      ontoGroup('Family'),
      ontoGroup('Flats'),
      ontoGroup('Suppliers'),
      ontoNewGroup(),
    ].map(place);
  });

  it('begin at the first target, in words', () => {
    pickUp(payload());
    expect(over()).toBe(elements[0]);
    expect(announced()).toContain('Picked up Ana and 2 in all.');
    expect(announced()).toContain('Ungrouped. Remove 2 from Flats. Enter to drop.');
  });

  it('step through the targets that take them, round the ends, each one announced', () => {
    pickUp(payload());
    const seen = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End'].map((key) => {
      press(key);
      return [elements.indexOf(over() as HTMLElement), announced().split('.')[0]];
    });
    expect(seen).toEqual([
      [1, 'Family'],
      [3, 'Suppliers'],
      [4, 'New group'],
      [0, 'Ungrouped'],
      [4, 'New group'],
      [0, 'Ungrouped'],
      [4, 'New group'],
    ]);
  });

  it.each<[string, boolean, { to: string; from: string | null }]>([
    ['Enter adds', false, { to: 'Family', from: null }],
    ['Shift and Enter moves', true, { to: 'Family', from: 'Flats' }],
  ])('%s', (_, shiftKey, change) => {
    pickUp(payload());
    press('ArrowDown');
    press('Enter', { shiftKey });
    expect(operations.fileRows.mock.calls).toEqual([[[1, 2], change]]);
    expect(announced()).toMatch(/^Dropped: (Add|Move) 2 to Family\./);
    expect(hand.payload).toBeNull();
  });

  it('show what Shift would do while it is down', () => {
    pickUp(payload());
    press('ArrowDown');
    press('Shift', { shiftKey: true });
    expect(hand.effect).toMatchObject({ kind: 'move', from: 'Flats', to: 'Family' });
  });

  it.each(['Escape', 'Tab'])('are put back by %s, and nothing changes', (key) => {
    pickUp(payload());
    press(key);
    press('Enter');
    expect(announced()).toBe('Cancelled. Nothing was changed.');
    expect([hand.payload, over()]).toEqual([null, null]);
    expect(operations.fileRows).not.toHaveBeenCalled();
  });

  it('are put back by a press of the mouse', () => {
    pickUp(payload());
    window.dispatchEvent(new PointerEvent('pointerdown'));
    expect(hand.payload).toBeNull();
  });

  it('go on when their target is drawn anew', () => {
    pickUp(payload());
    press('ArrowDown');
    elements[1]?.remove();
    press('ArrowDown');
    press('Enter');
    expect(operations.fileRows.mock.calls).toEqual([[[1, 2], { to: null, from: 'Flats' }]]);
  });

  it('leave the focus where it was', () => {
    const row = document.createElement('button');
    document.body.append(row);
    row.focus();
    pickUp(payload());
    press('ArrowDown');
    press('Enter');
    expect(document.activeElement).toBe(row);
  });
});

it('says so when there is nowhere to drop', () => {
  pickUp(payload());
  expect(announced()).toBe('There is nowhere to drop this.');
  expect(hand.payload).toBeNull();
});

describe('Alt with an arrow', () => {
  const alt = (key: string) => new KeyboardEvent('keydown', { key, altKey: true, cancelable: true });

  it('puts a group one place up or down and says where it is', async () => {
    expect(reorderGroupByKey(alt('ArrowUp'), 'Flats')).toBe(true);
    await vi.waitFor(() => expect(announced()).toBe('Flats is now number 1 of 3.'));
    expect(operations.reorderGroups.mock.calls).toEqual([[['Flats', 'Family', 'Suppliers']]]);
  });

  it('leaves the last group last', async () => {
    expect(reorderGroupByKey(alt('ArrowDown'), 'Suppliers')).toBe(true);
    await tick();
    expect(operations.reorderGroups).not.toHaveBeenCalled();
  });

  it('does the same for a pinned conversation', async () => {
    expect(reorderPinnedByKey(alt('ArrowDown'), 7)).toBe(true);
    await vi.waitFor(() => expect(operations.reorderPinned.mock.calls).toEqual([[[8, 7, 9]]]));
  });

  it('is no other key', () => {
    expect(reorderGroupByKey(alt('ArrowLeft'), 'Flats')).toBe(false);
    expect(reorderGroupByKey(new KeyboardEvent('keydown', { key: 'ArrowUp' }), 'Flats')).toBe(false);
  });

  it('gives the focus back to what was moved in the document', async () => {
    const row = document.createElement('button');
    document.body.append(row);
    row.focus();
    operations.reorderGroups.mockImplementationOnce(async () => {
      row.remove();
      document.body.prepend(row);
    });
    reorderGroupByKey(alt('ArrowUp'), 'Flats');
    await vi.waitFor(() => expect(announced()).not.toBe(''));
    await vi.waitFor(() => expect(document.activeElement).toBe(row));
  });
});
