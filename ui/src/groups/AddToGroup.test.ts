import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HostError } from '../hostError';
import { library } from '../state/library.svelte';
import { cache } from '../state/rows.svelte';
import { answers, call, resetFakeHost } from '../testing/fakeHost';
import type { Row, View } from '../wire';
import AddToGroup from './AddToGroup.svelte';
import { addToGroup } from './filing.svelte';

/** Opens the palette for rows and waits until it knows who is where. */
async function open(rowIDs: number[], from: View = { kind: 'all' }) {
  addToGroup.ask(rowIDs, from);
  render(AddToGroup, { filing: { rowIDs, from } });
  await vi.waitFor(() => expect(options()).not.toHaveLength(0));
}

const field = () => screen.getByRole('combobox', { hidden: true });
const options = () => screen.queryAllByRole('option', { hidden: true });
const option = (name: string) => {
  const found = options().find((each) => each.dataset.option === name);
  if (!found) throw new Error(`no option ${name}`);
  return found;
};
const type = (text: string) => fireEvent.input(field(), { target: { value: text } });
const enter = (shiftKey = false) => fireEvent.keyDown(field(), { key: 'Enter', shiftKey });

async function rowsOf(rowIDs: number[]): Promise<Row[]> {
  return call('get_rows', { rowIDs });
}

/** A library where row 1 is in the first group alone and row 2 in none. */
let first: string;
let second: string;

beforeEach(async () => {
  resetFakeHost(40);
  localStorage.clear();
  for (const name of Object.keys(answers)) Reflect.deleteProperty(answers, name);
  await library.refresh();
  [first, second] = library.groups.map(({ name }) => name) as [string, string];
  for (const { name } of library.groups) await call('file_rows', { rowIDs: [1, 2], to: null, from: name });
  await call('file_rows', { rowIDs: [1], to: first, from: null });
  await library.refresh();
});

it('adds with Enter and closes', async () => {
  await open([2]);
  await type(second);
  await enter();
  await vi.waitFor(async () => expect((await rowsOf([2]))[0]?.groups).toEqual([second]));
  expect(addToGroup.asked).toBeNull();
});

it('moves with Shift and Enter out of the group being viewed', async () => {
  await open([1], { kind: 'group', name: first });
  await type(second);
  await enter(true);
  await vi.waitFor(async () => expect((await rowsOf([1]))[0]?.groups).toEqual([second]));
});

describe('the marks', () => {
  it('tell which groups hold all or some of the conversations', async () => {
    await open([1, 2]);
    await vi.waitFor(() => expect(option(first).textContent).toContain('1 of 2'));
    expect(option(second).textContent).not.toContain('of 2');
  });

  it('keep one from adding to a group what it holds already', async () => {
    await open([1]);
    await vi.waitFor(() => expect(option(first).getAttribute('aria-disabled')).toBe('true'));
    await type(first);
    await enter();
    expect(addToGroup.asked).not.toBeNull();
  });
});

it('puts the group used last first', async () => {
  localStorage.setItem('recentGroups', JSON.stringify([second]));
  await open([2]);
  expect(options()[0]?.dataset.option).toBe(second);
});

it('proposes the first group that does not hold them yet', async () => {
  await open([1]);
  await vi.waitFor(() => expect(option(second).getAttribute('aria-selected')).toBe('true'));
  expect(options()[0]?.dataset.option).toBe(first);
});

it('says in its title what is added', async () => {
  const [row] = await rowsOf([2]);
  cache.want([2]);
  await vi.waitFor(() => expect(cache.get(2)).toBeDefined());
  await open([2]);
  expect(screen.getByText(`Add “${row?.title}” to a group`)).toBeTruthy();
});

it('steps through the groups with the arrows, round the ends', async () => {
  await open([2]);
  const selected = () => options().findIndex((each) => each.getAttribute('aria-selected') === 'true');
  await fireEvent.keyDown(field(), { key: 'ArrowUp' });
  await vi.waitFor(() => expect(selected()).toBe(options().length - 1));
  await fireEvent.keyDown(field(), { key: 'ArrowDown' });
  await vi.waitFor(() => expect(selected()).toBe(0));
});

describe('a typed name that no group has', () => {
  it('makes a group of the conversations', async () => {
    await open([1, 2]);
    await type('Harbour');
    await enter();
    await vi.waitFor(() => expect(library.group('Harbour')?.count).toBe(2));
    await vi.waitFor(() => expect(addToGroup.asked).toBeNull());
  });

  it('that is over 32 bytes says by how much and makes none', async () => {
    await open([1]);
    await type('一二三四五六七八九十十一');
    await vi.waitFor(() => expect(screen.getByText(/4 bytes too long/)).toBeTruthy());
    await enter();
    expect(addToGroup.asked).not.toBeNull();
  });

  it('stays typed when the group cannot be made, with the reason', async () => {
    answers.create_group_of_rows = () => {
      throw new HostError({ code: 51010, message: '', reason: 'too-many-groups', params: { limit: 20 } });
    };
    await open([1]);
    await type('Harbour');
    await enter();
    await vi.waitFor(() => expect(screen.getByText(/You have 20 groups/)).toBeTruthy());
    expect(field()).toHaveProperty('value', 'Harbour');
  });
});

it('offers to move only what is in the group that is open', async () => {
  await open([2], { kind: 'group', name: first });
  await vi.waitFor(() => expect(screen.queryByText('Move here')).toBeNull());
  await type(second);
  await enter(true);
  expect((await rowsOf([2]))[0]?.groups).toEqual([second]);
});
