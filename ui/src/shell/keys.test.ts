import { fireEvent, render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../App.svelte';
import { addToGroup } from '../groups/filing.svelte';
import { search } from '../search/search.svelte';
import { library } from '../state/library.svelte';
import { naming } from '../state/naming.svelte';
import { deleteRows } from '../state/operations';
import { reading } from '../state/reading.svelte';
import { selection } from '../state/selection.svelte';
import { settings } from '../state/settings.svelte';
import { toasts } from '../state/toasts.svelte';
import { current } from '../state/view.svelte';
import { answers, resetFakeHost, zoom } from '../testing/fakeHost';
import { inventMessages } from '../testing/inventedRows';
import { dialogs } from './dialogs.svelte';
import { menu } from './menu.svelte';

const root = document.documentElement;

async function start() {
  const { container } = render(App);
  await vi.waitFor(() => expect(root.dataset.ready).toBe('true'));
  await tick();
  return container;
}

const press = (key: string, keys: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...keys });
const focused = () => document.activeElement as HTMLElement;
const pane = () => focused().closest<HTMLElement>('[data-pane]')?.dataset.pane;
const announced = () => document.querySelector('[data-announcement]')?.textContent;

beforeEach(async () => {
  resetFakeHost(30);
  delete root.dataset.ready;
  dialogs.settings = dialogs.keys = false;
  menu.close();
  naming.end();
  addToGroup.close();
  reading.close();
  search.clear();
  await current.open({ kind: 'all' });
  selection.clear();
  for (const { id } of toasts.shown) toasts.dismiss(id);
});

describe('F6', () => {
  it('goes from pane to pane, and Shift+F6 back', async () => {
    await start();
    reading.open('C2Cwechat:0');
    await screen.findByRole('region', { name: 'Messages' });
    const way = [];
    for (const shiftKey of [false, false, false, false, true, true]) {
      await press('F6', { shiftKey });
      way.push(pane());
    }
    expect(way).toEqual(['groups', 'list', 'reader', 'groups', 'reader', 'list']);
    expect(focused().getAttribute('role')).toBe('listbox');
  });

  it('comes to Undo while it is offered', async () => {
    await start();
    await deleteRows([1]);
    (await screen.findByRole('listbox')).focus();
    await press('F6');
    expect(focused().textContent).toBe('Undo');
  });
});

describe('the groups pane', () => {
  it('is one stop of Tab, at what is open or where the arrows came to', async () => {
    const container = await start();
    const rows = [...container.querySelectorAll<HTMLElement>('[data-pane=groups] .item')];
    const stops = () => rows.filter(({ tabIndex }) => tabIndex === 0);
    expect(stops()).toEqual([container.querySelector('[data-view=all]')]);
    stops()[0]?.focus();
    await press('ArrowDown');
    await press('ArrowDown');
    expect(stops()).toEqual([focused()]);
    expect(focused().dataset.view).toBe('pinned');
    await current.open({ kind: 'group', name: 'Suppliers' });
    focused().blur();
    await tick();
    expect(stops()).toEqual([container.querySelector('[data-group=Suppliers]')]);
  });

  it('shows what is deleted at its end, as long as there is something', async () => {
    const container = await start();
    expect(container.querySelector('[data-view=deleted]')).toBeNull();
    await deleteRows([1, 2]);
    await library.refresh();
    const rows = [...container.querySelectorAll<HTMLElement>('[data-pane=groups] .item')];
    await vi.waitFor(() =>
      expect(container.querySelector('[data-view=deleted]')?.getAttribute('aria-label')).toBe(
        'Deleted, 2 conversations',
      ),
    );
    expect(rows.at(-1)?.matches('[data-view=deleted], [data-new-group]')).toBe(true);
  });
});

describe('the list of shortcuts', () => {
  it.each([
    ['?', {}],
    ['/', { ctrlKey: true }],
  ])('opens by %s', async (key, keys) => {
    await start();
    (await screen.findByRole('listbox')).focus();
    await press(key, keys);
    const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    expect(dialog.textContent).toContain('To the next pane');
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('is no question mark that is typed', async () => {
    const container = await start();
    container.querySelector<HTMLElement>('[data-search]')?.focus();
    await press('?');
    expect(dialogs.keys).toBe(false);
  });

  it('opens from the settings too', async () => {
    await start();
    dialogs.settings = true;
    await fireEvent.click(await screen.findByRole('button', { name: 'Show all' }));
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeDefined();
  });
});

describe('Ctrl+G', () => {
  it('says what to do when nothing is chosen', async () => {
    await start();
    await press('g', { ctrlKey: true });
    expect(toasts.shown.at(-1)?.text).toMatch(/^Nothing is chosen yet\..*Ctrl G/);
  });
});

describe('Ctrl+N', () => {
  it('makes a group also from the search field', async () => {
    const container = await start();
    container.querySelector<HTMLElement>('[data-search]')?.focus();
    await press('n', { ctrlKey: true });
    expect(naming.isNew).toBe(true);
  });
});

describe('the list', () => {
  it('tells its keys to those who listen', async () => {
    await start();
    const list = await screen.findByRole('listbox');
    const told = document.getElementById(list.getAttribute('aria-describedby') ?? '')?.textContent;
    expect(told).toMatch(/Enter opens, Space selects, Ctrl G adds to a group, Ctrl X picks up/);
  });
});

describe('a hit', () => {
  it('is opened by Enter, and entered by Enter once more; Escape leads back', async () => {
    const row = (await start()) && (await rowOf('C2Cwechat:0'));
    const [message] = inventMessages(row);
    const messageID = message?.messageID ?? '';
    answers.search = () => ({
      total: 1,
      hits: [
        {
          conversationID: row.conversationID,
          messageID,
          time: 0,
          sender: '',
          outgoing: false,
          snippet: 'words',
          ranges: [],
          event: null,
        },
      ],
    });
    const field = document.querySelector<HTMLElement>('[data-search]');
    field?.focus();
    search.type('words');
    await vi.waitFor(() => expect(search.found).toHaveLength(1));
    await press('Enter');
    await vi.waitFor(() => expect(announced()).toMatch(/^Opened .*\. Enter again goes there\./));
    expect(focused()).toBe(field);
    const found = await vi.waitFor(() => {
      const element = document.querySelector<HTMLElement>(`[data-message="${messageID}"]`);
      expect(element).not.toBeNull();
      return element as HTMLElement;
    });
    await press('Enter');
    expect(focused()).toBe(found);
    await press('Escape');
    expect(focused().getAttribute('role')).toBe('region');
    await press('Enter');
    expect(focused()).toBe(found);
    await press('Escape');
    await press('Escape');
    await vi.waitFor(() => expect(pane()).toBe('list'));
  });
});

describe('the size', () => {
  it('grows, shrinks and goes back by the keys of browsers, in dialogs too, and is kept', async () => {
    await start();
    await press('+', { ctrlKey: true });
    await vi.waitFor(() => expect(settings.chosen.zoom).toBe(110));
    expect(zoom.factor).toBe(1.1);
    await vi.waitFor(() => expect(announced()).toBe('Drawn at 110 %.'));
    dialogs.settings = true;
    await tick();
    await press('-', { ctrlKey: true });
    await press('-', { ctrlKey: true });
    await vi.waitFor(() => expect(zoom.factor).toBe(0.9));
    await press('0', { ctrlKey: true });
    await vi.waitFor(() => expect(zoom.factor).toBe(1));
  });
});

async function rowOf(conversationID: string) {
  const { call } = await import('../host');
  const [row] = await call('find_rows', { conversationIDList: [conversationID] });
  if (!row) throw new Error(`the fake host has no ${conversationID}`);
  return row;
}
