import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import { call } from '../host';
import { dialogs } from '../shell/dialogs.svelte';
import EraseDialog from '../shell/EraseDialog.svelte';
import { library } from '../state/library.svelte';
import { settings } from '../state/settings.svelte';
import { toasts } from '../state/toasts.svelte';
import { resetFakeHost } from '../testing/fakeHost';
import SettingsDialog from './SettingsDialog.svelte';

const refusal = 'Not saved: choose a whole number from 20 to 1,000.';

async function typeLimit(value: string) {
  render(SettingsDialog, { onclose: () => undefined });
  const field = screen.getByLabelText(/Group limit/);
  await fireEvent.change(field, { target: { value } });
}

beforeEach(async () => {
  resetFakeHost(10);
  await settings.load();
});

it.each(['19', '1001', '20.5', ''])('a group limit of “%s” is refused with the reason', async (value) => {
  const before = settings.chosen.groupLimit;
  await typeLimit(value);
  expect(screen.getByText(refusal)).toBeTruthy();
  expect(settings.chosen.groupLimit).toBe(before);
});

it('a group limit that can be is taken without a word', async () => {
  await typeLimit('250');
  await vi.waitFor(() => expect(settings.chosen.groupLimit).toBe(250));
  expect(screen.queryByText(refusal)).toBeNull();
});

it('erasing says that it runs, and then what it did', async () => {
  await call('delete_rows', { rowIDs: [1, 2] });
  await library.refresh();
  render(SettingsDialog, { onclose: () => undefined });
  await fireEvent.click(await screen.findByText('Erase for good…'));
  render(EraseDialog, { erasing: dialogs.erasing ?? {} });
  await fireEvent.click(screen.getByText('Erase'));
  expect((screen.getByText('Erasing…') as HTMLButtonElement).disabled).toBe(true);
  await vi.waitFor(() =>
    expect(toasts.shown.map(({ text }) => text)).toContain('Erased 2 conversations for good.'),
  );
  await vi.waitFor(() => expect(screen.getByText('Nothing is deleted.')).toBeTruthy());
  expect(screen.queryByText('Erase for good…')).toBeNull();
});
