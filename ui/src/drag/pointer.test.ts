import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { View } from '../wire';
import { hand, incoming, isDragged } from './hand.svelte';
import type { Payload } from './payload';
import { ontoGroup, ontoList, ontoUngrouped } from './places';
import { startDrag } from './pointer';
import { springDelay } from './spring';
import { dropTarget, type DropHandler } from './targets';
import { setWorld, type DropOperations } from './world';

const operations = {
  fileRows: vi.fn<DropOperations['fileRows']>(async () => undefined),
  newGroupOf: vi.fn<DropOperations['newGroupOf']>(async () => undefined),
  reorderGroups: vi.fn<DropOperations['reorderGroups']>(async () => undefined),
  reorderPinned: vi.fn<DropOperations['reorderPinned']>(async () => undefined),
};
let groups: string[];
let view: View;
const flats: View = { kind: 'group', name: 'Flats' };

/** What the window would find under the pointer, wherever it is. */
let under: HTMLElement | null;

const payload: Payload = {
  kind: 'rows',
  rowIDs: [1, 2, 3],
  lead: { title: 'Ana', conversationID: 'C2Ca', type: 'person', isPinned: false },
  from: flats,
};

/** An element that is a place to drop on, gone after the test. */
function place(handler: DropHandler): HTMLElement {
  const element = document.createElement('div');
  document.body.append(element);
  dropTarget(handler)(element);
  return element;
}

function fire(type: string, at: { x: number; y: number }, more: PointerEventInit = {}): void {
  window.dispatchEvent(
    new PointerEvent(type, {
      pointerId: 1,
      clientX: at.x,
      clientY: at.y,
      buttons: 1,
      bubbles: true,
      ...more,
    }),
  );
}

function press(what: () => Payload | null = () => payload): void {
  fire('pointerdown', { x: 0, y: 0 });
  startDrag(
    new PointerEvent('pointerdown', { pointerId: 1, isPrimary: true, button: 0, clientX: 0, clientY: 0 }),
    what,
  );
}

function key(type: string, name: string): KeyboardEvent {
  const event = new KeyboardEvent(type, { key: name, bubbles: true, cancelable: true });
  window.dispatchEvent(event);
  return event;
}

/** One frame and what it shows. */
const frame = () => vi.advanceTimersByTime(17);

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'performance', 'setTimeout'],
  });
  groups = ['Family', 'Flats', 'Suppliers'];
  view = flats;
  under = null;
  document.elementFromPoint = () => under;
  document.documentElement.setPointerCapture = vi.fn();
  document.documentElement.releasePointerCapture = vi.fn();
  document.documentElement.hasPointerCapture = () => true;
  setWorld({
    operations,
    groupNames: () => groups,
    pinnedOrder: async () => [],
    groupsOf: () => undefined,
    view: () => view,
    openView: (next) => (view = next),
  });
});

afterEach(() => {
  key('keydown', 'Escape');
  document.body.replaceChildren();
  vi.clearAllMocks();
  vi.useRealTimers();
});

it('shows what is in the hand and what a drop would do, as Shift goes down and up', () => {
  under = place(ontoGroup('Suppliers'));
  press();
  expect(hand.payload).toBeNull();
  fire('pointermove', { x: 30, y: 0 });
  expect(hand.at.x).toBe(30);
  expect(hand.effect).toMatchObject({ kind: 'add', to: 'Suppliers', count: 3 });
  expect([isDragged(2), isDragged(9), incoming('Suppliers'), incoming('Family')]).toEqual([
    true,
    false,
    3,
    0,
  ]);
  key('keydown', 'Shift');
  frame();
  expect(hand.effect).toMatchObject({ kind: 'move', from: 'Flats', to: 'Suppliers' });
  key('keyup', 'Shift');
  frame();
  expect(hand.effect).toMatchObject({ kind: 'add' });
});

it('does one operation on a drop, and is over', () => {
  under = place(ontoGroup('Suppliers'));
  press();
  fire('pointermove', { x: 30, y: 0 });
  fire('pointerup', { x: 30, y: 0 }, { shiftKey: true, buttons: 0 });
  expect(operations.fileRows.mock.calls).toEqual([[[1, 2, 3], { to: 'Suppliers', from: 'Flats' }]]);
  expect(hand.payload).toBeNull();
  expect(under.hasAttribute('data-drop')).toBe(false);
});

it('asks what is dragged once, and starts nothing when that is nothing', () => {
  const nothing = vi.fn(() => null);
  press(nothing);
  fire('pointermove', { x: 30, y: 0 });
  fire('pointermove', { x: 60, y: 0 });
  expect(nothing).toHaveBeenCalledOnce();
  expect(hand.payload).toBeNull();
});

describe('nothing changes when', () => {
  it.each<[string, () => void]>([
    ['Escape is pressed', () => key('keydown', 'Escape')],
    ['the window loses the focus', () => window.dispatchEvent(new Event('blur'))],
    ['the window closes', () => window.dispatchEvent(new Event('pagehide'))],
    ['the pointer is lost', () => fire('pointercancel', { x: 30, y: 0 })],
    ['the capture is lost', () => fire('lostpointercapture', { x: 30, y: 0 })],
    ['the button went up elsewhere', () => fire('pointermove', { x: 40, y: 0 }, { buttons: 0 })],
  ])('%s', (_, happen) => {
    under = place(ontoGroup('Suppliers'));
    press();
    fire('pointermove', { x: 30, y: 0 });
    expect(hand.payload).not.toBeNull();
    happen();
    expect(hand.payload).toBeNull();
    fire('pointerup', { x: 30, y: 0 }, { buttons: 0 });
    expect(operations.fileRows).not.toHaveBeenCalled();
    expect(document.documentElement.dataset.dragging).toBeUndefined();
  });

  it('it is dropped nowhere', () => {
    press();
    fire('pointermove', { x: 30, y: 0 });
    fire('pointerup', { x: 30, y: 0 }, { buttons: 0 });
    expect(operations.fileRows).not.toHaveBeenCalled();
  });

  it('the target refuses it', () => {
    under = place(ontoGroup('Flats'));
    press();
    fire('pointermove', { x: 30, y: 0 });
    expect(hand.effect).toEqual({ kind: 'refuse', why: 'alreadyThere' });
    fire('pointerup', { x: 30, y: 0 }, { buttons: 0 });
    expect(operations.fileRows).not.toHaveBeenCalled();
  });
});

it('does not mind that something in the page loses the focus', () => {
  const field = document.createElement('input');
  document.body.append(field);
  press();
  fire('pointermove', { x: 30, y: 0 });
  field.focus();
  field.blur();
  expect(hand.payload).not.toBeNull();
});

it('keeps the keyboard to itself while something is in the hand', () => {
  press();
  fire('pointermove', { x: 30, y: 0 });
  expect(key('keydown', 'Delete').defaultPrevented).toBe(true);
  key('keydown', 'Escape');
  expect(key('keydown', 'Delete').defaultPrevented).toBe(false);
});

describe('a window that draws itself anew mid-drag', () => {
  it('drops on what is there at the drop, though the target of before is gone', () => {
    under = place(ontoGroup('Suppliers'));
    press();
    fire('pointermove', { x: 30, y: 0 });
    under.remove();
    under = place(ontoUngrouped());
    fire('pointerup', { x: 30, y: 0 }, { buttons: 0 });
    expect(operations.fileRows.mock.calls).toEqual([[[1, 2, 3], { to: null, from: 'Flats' }]]);
  });

  it('shows the new target without a move of the pointer', () => {
    press();
    fire('pointermove', { x: 30, y: 0 });
    expect(hand.effect).toBeNull();
    under = place(ontoGroup('Family'));
    frame();
    expect(hand.effect).toMatchObject({ kind: 'add', to: 'Family' });
  });

  it('puts a group into the order of the moment of the drop', () => {
    const box = { top: 0, bottom: 30 };
    under = place(ontoGroup('Family'));
    under.getBoundingClientRect = () => box as DOMRect;
    press(() => ({ kind: 'group', name: 'Suppliers' }));
    fire('pointermove', { x: 30, y: 3 });
    expect(under.dataset.dropEdge).toBe('before');
    groups = ['Harbour', 'Family', 'Flats', 'Suppliers'];
    fire('pointerup', { x: 30, y: 3 }, { buttons: 0 });
    expect(operations.reorderGroups.mock.calls).toEqual([[['Harbour', 'Suppliers', 'Family', 'Flats']]]);
  });
});

describe('a group that is rested over', () => {
  const restOver = (element: HTMLElement) => {
    under = element;
    frame();
    vi.advanceTimersByTime(springDelay + 20);
  };

  beforeEach(() => {
    press();
    fire('pointermove', { x: 30, y: 0 });
  });

  it('opens after 600 ms, not before', () => {
    under = place(ontoGroup('Suppliers'));
    frame();
    vi.advanceTimersByTime(springDelay - 40);
    expect(view).toEqual(flats);
    vi.advanceTimersByTime(60);
    expect(view).toEqual({ kind: 'group', name: 'Suppliers' });
  });

  it('takes a drop into its list and stays open', () => {
    restOver(place(ontoGroup('Suppliers')));
    under = place(ontoList());
    fire('pointerup', { x: 400, y: 0 }, { buttons: 0 });
    expect(operations.fileRows.mock.calls).toEqual([[[1, 2, 3], { to: 'Suppliers', from: null }]]);
    expect(view).toEqual({ kind: 'group', name: 'Suppliers' });
  });

  it.each<[string, () => void]>([
    ['the drop was on its row', () => fire('pointerup', { x: 30, y: 0 }, { buttons: 0 })],
    ['the drag was cancelled', () => key('keydown', 'Escape')],
  ])('gives the view back when %s', (_, end) => {
    restOver(place(ontoGroup('Suppliers')));
    restOver(place(ontoGroup('Family')));
    expect(view).toEqual({ kind: 'group', name: 'Family' });
    end();
    expect(view).toEqual(flats);
  });
});

it('does not open groups that another group is dragged over', () => {
  under = place(ontoGroup('Suppliers'));
  press(() => ({ kind: 'group', name: 'Family' }));
  fire('pointermove', { x: 30, y: 0 });
  vi.advanceTimersByTime(2 * springDelay);
  expect(view).toEqual(flats);
});

describe('the click at the end', () => {
  const click = (detail: number) => {
    const clicked = vi.fn();
    document.body.addEventListener('click', clicked, { once: true });
    document.body.dispatchEvent(new MouseEvent('click', { detail, bubbles: true }));
    return clicked.mock.calls.length === 1;
  };
  const drag = () => {
    press();
    fire('pointermove', { x: 30, y: 0 });
    fire('pointerup', { x: 30, y: 0 }, { buttons: 0 });
  };

  it('of a drag is none, and the one after it is one', () => {
    drag();
    expect([click(1), click(1)]).toEqual([false, true]);
  });

  it('by a key is one', () => {
    drag();
    expect(click(0)).toBe(true);
  });

  it('after a new press is one, though none came before it', () => {
    drag();
    fire('pointerdown', { x: 0, y: 0 });
    expect(click(1)).toBe(true);
  });

  it('of a press that never became a drag is one', () => {
    press();
    fire('pointerup', { x: 2, y: 0 }, { buttons: 0 });
    expect(click(1)).toBe(true);
  });
});
