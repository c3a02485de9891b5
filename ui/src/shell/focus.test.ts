import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../App.svelte';
import { imports, importPaths } from '../import/imports.svelte';
import { app } from '../state/app.svelte';
import { library } from '../state/library.svelte';
import { naming } from '../state/naming.svelte';
import { deleteRows } from '../state/operations';
import { reading } from '../state/reading.svelte';
import { selection } from '../state/selection.svelte';
import { toasts } from '../state/toasts.svelte';
import { current } from '../state/view.svelte';
import { answers, resetFakeHost } from '../testing/fakeHost';
import { dialogs } from './dialogs.svelte';
import { menu } from './menu.svelte';

const root = document.documentElement;

async function start() {
  const { container } = render(App);
  await vi.waitFor(() => expect(root.dataset.ready).toBe('true'));
  await tick();
  return container;
}

/** Presses a control as the keyboard does: it has the focus. */
async function press(control: HTMLElement) {
  control.focus();
  await fireEvent.click(control);
}

const focused = () => document.activeElement as HTMLElement;
const comesTo = (test: () => void) => vi.waitFor(test);
const atList = () =>
  comesTo(() => {
    expect(focused().getAttribute('role')).toBe('listbox');
    expect(focused().closest('[data-pane=list]')).not.toBeNull();
  });

beforeEach(async () => {
  resetFakeHost(12);
  delete root.dataset.ready;
  dialogs.settings = false;
  dialogs.erasing = null;
  menu.close();
  naming.end();
  imports.dismiss();
  reading.close();
  await current.open({ kind: 'all' });
  selection.clear();
  for (const { id } of toasts.shown) toasts.dismiss(id);
});

describe('when the pressed control goes away, the focus', () => {
  it('goes from the first start to the list, with the samples in it', async () => {
    resetFakeHost(0);
    await start();
    await press(await screen.findByText('Try with sample conversations'));
    await atList();
    await comesTo(() => expect(selection.cursor).toBe(current.order[0]));
  });

  it('goes from a page that says what failed to the list', async () => {
    const state = { ...(app.state as NonNullable<typeof app.state>), error: null };
    answers.get_app_state = () => ({
      ...state,
      error: { code: 200_002, message: '', reason: 'locked', params: {} },
    });
    answers.retry_open = () => state;
    await start();
    delete answers.get_app_state;
    await press(screen.getByText('Try again'));
    await atList();
  });

  it('goes from a deleted group to the next one', async () => {
    const container = await start();
    const [first, second] = container.querySelectorAll<HTMLElement>('[data-group]');
    first?.focus();
    await fireEvent.keyDown(first as HTMLElement, { key: 'Delete' });
    await comesTo(() => expect(focused().dataset.group).toBe(second?.dataset.group));
  });

  it('goes from the last conversation that is deleted to what the empty view offers', async () => {
    await start();
    const list = await screen.findByRole('listbox');
    list.focus();
    await fireEvent.keyDown(list, { key: 'a', ctrlKey: true });
    await fireEvent.keyDown(list, { key: 'Delete' });
    await comesTo(() => expect(focused().textContent).toBe('Show what is deleted'));
  });

  it('goes from Restore in what is deleted to the list', async () => {
    await start();
    await deleteRows([1, 2, 3]);
    await current.open({ kind: 'deleted' });
    const list = await screen.findByRole('listbox', { name: 'Deleted' });
    list.focus();
    await fireEvent.keyDown(list, { key: ' ' });
    await press(await screen.findByRole('button', { name: 'Restore' }));
    await atList();
    expect(current.order.length).toBe(2);
  });

  it('goes from Undo in a toast back to where it was', async () => {
    await start();
    const list = await screen.findByRole('listbox');
    list.focus();
    await fireEvent.keyDown(list, { key: 'Delete' });
    await press(await screen.findByRole('button', { name: 'Undo' }));
    await atList();
  });

  it('goes from the import’s × to what stands after it in the pane', async () => {
    await start();
    answers.import_files = () => ({
      importID: '1',
      cancelled: false,
      files: [
        {
          path: '/invented/result.json',
          format: 'telegram',
          conversationsAdded: 1,
          conversationsUpdated: 0,
          messagesAdded: 1,
          messagesKnown: 0,
          rowIDs: [1],
          warnings: [],
          error: null,
        },
      ],
    });
    answers.get_ungrouped_folders = () => [];
    await importPaths(['/invented/result.json']);
    await press(await screen.findByRole('button', { name: 'Dismiss' }));
    await comesTo(() => expect(focused().textContent.trim()).toBe('Import…'));
  });

  it('stays in the settings when they take the button away', async () => {
    answers.remove_samples = () => ({ count: 1 }) as never;
    const state = { ...(app.state as NonNullable<typeof app.state>), error: null };
    answers.get_app_state = () => ({ ...state, hasSamples: true });
    await start();
    dialogs.settings = true;
    const button = await screen.findByRole('button', { name: 'Remove them' });
    answers.get_app_state = () => ({ ...state, hasSamples: false });
    await press(button);
    await comesTo(() => expect(button.isConnected).toBe(false));
    await comesTo(() => expect(focused().closest('dialog')).not.toBeNull());
  });

  it('comes back to the settings after erasing, where the button was', async () => {
    await start();
    await deleteRows([1, 2, 3]);
    await library.refresh();
    dialogs.settings = true;
    await press(await screen.findByText('Erase for good…'));
    await press(await screen.findByRole('button', { name: 'Erase' }));
    await comesTo(() => expect(screen.queryByText('Erase for good…')).toBeNull());
    await comesTo(() => expect(focused().closest('dialog')).not.toBeNull());
    expect(dialogs.settings).toBe(true);
  });

  it('is left alone when the person took it away', async () => {
    await start();
    const list = await screen.findByRole('listbox');
    list.focus();
    list.blur();
    await tick();
    await deleteRows([1]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(focused()).toBe(document.body);
  });
});

describe('the list with the focus', () => {
  it('has a row that the keys are at, from the start and after Escape', async () => {
    await start();
    const list = await screen.findByRole('listbox');
    list.focus();
    await comesTo(() => expect(selection.cursor).toBe(current.order[0]));
    expect(selection.size).toBe(0);
    expect(list.hasAttribute('aria-activedescendant')).toBe(true);
    await fireEvent.keyDown(list, { key: 'ArrowDown' });
    await fireEvent.keyDown(list, { key: 'Escape' });
    await comesTo(() => expect(selection.cursor).toBe(current.order[1]));
    expect(selection.size).toBe(0);
  });
});
