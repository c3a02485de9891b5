import { fireEvent, render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../App.svelte';
import { hand } from '../drag/hand.svelte';
import { addToGroup } from '../groups/filing.svelte';
import { language } from '../state/language.svelte';
import { reading } from '../state/reading.svelte';
import { selection } from '../state/selection.svelte';
import { current } from '../state/view.svelte';
import { answers, resetFakeHost } from '../testing/fakeHost';
import { search } from './search.svelte';

const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Search everything' });
const results = () => screen.getByRole('listbox', { name: 'Search results' });
const hits = () => [...results().querySelectorAll<HTMLElement>('[data-hit]')];
const said = () =>
  screen
    .getByText(/found for/)
    .textContent?.replace(/\s+/g, ' ')
    .trim();
const press = (element: HTMLElement, key: string, keys: KeyboardEventInit = {}) =>
  fireEvent.keyDown(element, { key, ...keys });

/** The whole window is drawn for each test, which a busy machine takes its time for. */
const patience = { timeout: 10_000 };
vi.setConfig({ testTimeout: 30_000 });

/** Searches by what is typed, in the whole window, with the focus in the field. */
async function find(text: string) {
  render(App);
  await vi.waitFor(() => expect(document.documentElement.dataset.ready).toBe('true'), patience);
  field().focus();
  search.type(text);
  await vi.waitFor(() => expect(search.answered).toBe(text), patience);
  await vi.waitFor(() => expect(hits().length).toBeGreaterThan(3), patience);
}

const rowIDs = (from: number, to: number) => search.found.slice(from, to).map(({ rowID }) => rowID);

beforeEach(async () => {
  resetFakeHost(60);
  delete document.documentElement.dataset.ready;
  language.choose('en');
  search.clear();
  addToGroup.close();
  reading.close();
  await current.open({ kind: 'all' });
  return () => press(document.body, 'Escape');
});

describe('the hits, from the search field', () => {
  it('are gone through by arrows and opened by Enter', async () => {
    await find('e');
    await press(field(), 'ArrowDown');
    expect(field().getAttribute('aria-activedescendant')).toBe(hits()[1]?.id);
    await press(field(), 'Enter');
    expect(reading.conversationID).toBe(search.found[1]?.hit.conversationID);
    expect(selection.size).toBe(0);
  });

  it('are filed by Ctrl+G, the one that the arrows came to', async () => {
    await find('e');
    await press(field(), 'ArrowDown');
    await press(field(), 'g', { ctrlKey: true });
    expect(addToGroup.asked?.rowIDs).toEqual(rowIDs(1, 2));
  });

  it('are selected with Shift, one more with Ctrl+Enter, counted aloud and filed together', async () => {
    await find('e');
    await press(field(), 'ArrowDown', { shiftKey: true });
    await press(field(), 'ArrowDown');
    await press(field(), 'ArrowDown');
    await press(field(), 'Enter', { ctrlKey: true });
    expect(selection.ids).toEqual([...rowIDs(0, 2), ...rowIDs(3, 4)]);
    expect(said()).toMatch(/^3 selected · \d+ found/);
    expect(hits().filter((hit) => hit.getAttribute('aria-selected') === 'true')).toHaveLength(3);
    await press(field(), 'g', { ctrlKey: true });
    expect(addToGroup.asked?.rowIDs).toHaveLength(3);
  });

  it('are picked up by Ctrl+X, unless it cuts what is selected in the field', async () => {
    await find('e');
    field().setSelectionRange(0, 1);
    await press(field(), 'x', { ctrlKey: true });
    expect(hand.payload).toBeNull();
    field().setSelectionRange(1, 1);
    await press(field(), 'x', { ctrlKey: true });
    expect(hand.payload).toMatchObject({ kind: 'rows', rowIDs: rowIDs(0, 1) });
  });
});

describe('the results', () => {
  it('can be come to by Tab and have the keys of the list', async () => {
    await find('e');
    expect(results().tabIndex).toBe(0);
    await press(results(), 'ArrowDown');
    await press(results(), 'ArrowDown', { shiftKey: true });
    expect(selection.ids).toEqual(rowIDs(1, 3));
    await press(results(), 'ArrowDown', { ctrlKey: true });
    await press(results(), ' ');
    expect(selection.ids).toEqual(rowIDs(1, 4));
    expect(results().getAttribute('aria-activedescendant')).toBe(hits()[3]?.id);
    await press(results(), 'Enter');
    expect(reading.conversationID).toBe(search.found[3]?.hit.conversationID);
    await press(results(), 'a', { ctrlKey: true });
    expect(selection.size).toBe(search.found.length);
    await press(results(), 'x', { ctrlKey: true });
    expect(hand.payload).toMatchObject({ rowIDs: expect.arrayContaining(rowIDs(0, 4)) });
    await press(document.body, 'Escape');
    await press(results(), 'Escape');
    expect(selection.size).toBe(0);
    await press(results(), 'Escape');
    expect(document.activeElement).toBe(field());
  });

  it('stand in the document only where they are in sight', async () => {
    await find('e');
    const [one] = search.found;
    answers.search = ({ offset, limit }) => ({
      total: 900,
      hits: Array.from({ length: Math.min(limit, 900 - offset) }, () => one?.hit).filter((hit) => !!hit),
    });
    await search.refresh();
    while (search.found.length < 900) await search.more();
    await press(results(), 'End');
    await vi.waitFor(() => expect(hits().at(-1)?.dataset.hit).toBe('899'));
    expect(hits().length).toBeLessThan(40);
  });

  it('keep their selection when the view behind them changes', async () => {
    await current.open({ kind: 'group', name: 'Suppliers' });
    await find('e');
    await press(results(), 'a', { ctrlKey: true });
    const { size } = selection;
    await current.refresh();
    expect(selection.size).toBe(size);
  });

  it('let go of what another search no longer finds', async () => {
    await find('e');
    await press(results(), 'a', { ctrlKey: true });
    search.type('no such title');
    await vi.waitFor(() => expect(search.answered).toBe('no such title'));
    expect(selection.size).toBe(0);
  });

  it('have nothing that stops people who listen to them', async () => {
    await find('e');
    await press(field(), 'ArrowDown', { shiftKey: true });
    const { violations } = await axe.run(
      { include: ['[data-search]', '[data-search-results]'] },
      { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } },
    );
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`),
    ).toEqual([]);
  });
});
