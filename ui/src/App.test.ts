import { fireEvent, render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import App from './App.svelte';
import { HostError } from './hostError';
import { app } from './state/app.svelte';
import { dialogs } from './shell/dialogs.svelte';
import { menu } from './shell/menu.svelte';
import { language } from './state/language.svelte';
import { library } from './state/library.svelte';
import { naming } from './state/naming.svelte';
import { deleteRows } from './state/operations';
import { toasts } from './state/toasts.svelte';
import { current } from './state/view.svelte';
import { answers, resetFakeHost } from './testing/fakeHost';

const root = document.documentElement;

async function start() {
  const { container } = render(App);
  await vi.waitFor(() => expect(root.dataset.ready).toBe('true'));
  await tick();
  return container;
}

/** What axe finds without seeing: colours are held by theme.test.ts. */
async function violations(): Promise<string[]> {
  const found = await axe.run(document.body, {
    resultTypes: ['violations'],
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`);
}

beforeEach(async () => {
  for (const { id } of toasts.shown) toasts.dismiss(id);
  resetFakeHost(60);
  delete root.dataset.ready;
  dialogs.settings = false;
  menu.close();
  naming.end();
  await current.open({ kind: 'all' });
});

describe('the window', () => {
  it('shows groups, conversations and reader, by the names that scripts use', async () => {
    const container = await start();
    const panes = [...container.querySelectorAll<HTMLElement>('[data-pane]')].map(
      ({ dataset }) => dataset.pane,
    );
    expect(panes).toEqual(['groups', 'list', 'reader']);
    for (const selector of [
      '[data-view=ungrouped]',
      '[data-group=Suppliers]',
      '[data-new-group]',
      '[data-search]',
    ]) {
      expect(container.querySelector(selector), selector).not.toBeNull();
    }
  });

  it('keeps a group in its place, for scripts and for drops, while its name is typed', async () => {
    const container = await start();
    naming.rename('Suppliers');
    await tick();
    const row = container.querySelector('[data-group=Suppliers]');
    expect(row?.querySelector('input')).not.toBeNull();
    expect(row?.hasAttribute('data-drop-target')).toBe(true);
  });

  it('has nothing that stops people who listen to it', async () => {
    await start();
    expect(await violations()).toEqual([]);
  });

  it('leads from the settings to what was deleted, where it can be restored', async () => {
    resetFakeHost(8);
    const container = await start();
    await deleteRows([1, 2, 3]);
    await library.refresh();
    dialogs.settings = true;
    await fireEvent.click(await screen.findByRole('button', { name: 'Show' }));
    const list = await screen.findByRole('listbox', { name: 'Deleted' });
    await vi.waitFor(() => expect(document.activeElement).toBe(list));
    expect(container.querySelector('[data-view=deleted]')?.getAttribute('aria-current')).toBe('true');
    await fireEvent.keyDown(list, { key: 'a', ctrlKey: true });
    expect(await screen.findByText('3 deleted conversations')).toBeTruthy();
    expect(await violations()).toEqual([]);
    await fireEvent.click(screen.getByRole('button', { name: 'Restore' }));
    expect(await screen.findByText('Nothing deleted')).toBeTruthy();
  });

  it('starts with what to do when the library is empty, and goes on with samples', async () => {
    resetFakeHost(0);
    const container = await start();
    expect(container.querySelector('[data-start]')).not.toBeNull();
    expect(await violations()).toEqual([]);
    await fireEvent.click(screen.getByText('Try with sample conversations'));
    await vi.waitFor(() => expect(container.querySelector('[data-conversation]')).not.toBeNull());
  });

  it('says why the library cannot be opened, and opens it when it can', async () => {
    const state = { ...(app.state ?? fail()), error: null };
    const error = { code: 200002, message: '', reason: 'locked', params: {} };
    answers.get_app_state = () => ({ ...state, error });
    answers.retry_open = () => state;
    const container = await start();
    expect(container.querySelector('[data-failed=locked]')).not.toBeNull();
    expect(await violations()).toEqual([]);
    delete answers.get_app_state;
    await fireEvent.click(screen.getByText('Try again'));
    await vi.waitFor(() => expect(container.querySelector('[data-pane=list]')).not.toBeNull());
  });
});

describe('a library that cannot be read for a moment', () => {
  const locked = () => {
    throw new HostError({ code: 200002, message: '', reason: 'locked', params: {} });
  };

  it.each(['get_overview', 'get_settings', 'get_view_order'] as const)(
    'still takes the files that it is given, when %s fails',
    async (command) => {
      answers[command] = locked;
      const taken = vi.fn(() => []);
      answers.take_given_files = taken;
      await start();
      expect(taken).toHaveBeenCalledOnce();
    },
  );

  it('is read again when asked', async () => {
    answers.get_overview = locked;
    const container = await start();
    delete answers.get_overview;
    const [toast] = toasts.shown;
    await fireEvent.click(await screen.findByRole('button', { name: toast?.action?.label }));
    await vi.waitFor(() => expect(container.querySelector('[data-group=Suppliers]')).not.toBeNull());
  });
});

describe('a library that cannot be opened', () => {
  it('says the reason once more after each try', async () => {
    const error = { code: 200002, message: '', reason: 'locked', params: {} };
    answers.get_app_state = answers.retry_open = () => ({ ...(app.state ?? fail()), error });
    await start();
    const why = screen.getByRole('alert').textContent;
    await fireEvent.click(screen.getByText('Try again'));
    await vi.waitFor(() =>
      expect(document.querySelector('[data-announcement]')?.textContent.trim()).toBe(why),
    );
  });

  it('is told of in a sentence; the words of the database stand apart, to be copied', async () => {
    const why = 'table library already exists in CREATE TABLE library (id)';
    const error = { code: 200002, message: why, reason: 'store-failed', params: { why } };
    answers.get_app_state = () => ({ ...(app.state ?? fail()), error });
    const container = await start();
    expect(screen.getByRole('alert').textContent).not.toContain('CREATE TABLE');
    expect(container.querySelector('[data-details] code')?.textContent).toBe(why);
    expect(await violations()).toEqual([]);
  });
});

function fail(): never {
  throw new HostError({ code: 0, message: 'the window never started', reason: '', params: {} });
}

describe('the shortcuts', () => {
  const press = (key: string, keys: KeyboardEventInit = {}) =>
    fireEvent.keyDown(document.body, { key, ctrlKey: true, ...keys });

  it('Ctrl+, opens the settings, in which the language changes at once', async () => {
    await start();
    await press(',');
    expect(await violations()).toEqual([]);
    await fireEvent.click(screen.getByRole('radio', { name: '简体中文' }));
    expect(await screen.findByText('全部会话')).toBeDefined();
    expect(root.lang).toBe('zh-CN');
    language.choose('en');
  });

  it('Ctrl+K goes to the search field', async () => {
    const container = await start();
    await press('k');
    expect(document.activeElement).toBe(container.querySelector('[data-search]'));
  });

  it('Ctrl+N asks for the name of a new group', async () => {
    await start();
    await press('n');
    expect(await screen.findByLabelText('Name of the group')).toBeDefined();
  });

  it('Ctrl+Z undoes, but not while something is typed', async () => {
    const undo = vi.fn(() => null);
    answers.undo = undo;
    const container = await start();
    const field = container.querySelector<HTMLElement>('[data-search]');
    await fireEvent.keyDown(field ?? document.body, { key: 'z', ctrlKey: true });
    expect(undo).not.toHaveBeenCalled();
    await press('z');
    await vi.waitFor(() => expect(undo).toHaveBeenCalledOnce());
  });
});
