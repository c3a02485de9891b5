/** Erasing what was deleted, for good. It can take seconds, and goes on when the dialog is closed. */
import { describeError } from '../errors';
import { call } from '../host';
import { t } from '../messages';
import { app } from './app.svelte';
import { toasts } from './toasts.svelte';

let isRunning = $state(false);

export const erasing = {
  get isRunning(): boolean {
    return isRunning;
  },
};

export async function eraseDeleted(): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  try {
    const { count } = await call('erase_deleted', undefined);
    toasts.show(count > 0 ? t('toast.erased', { count }) : t('toast.wiped'));
  } catch (failure) {
    toasts.show(describeError(failure), { failed: true });
  }
  // What it did before it failed stays done.
  await app.refresh().catch(() => undefined);
  isRunning = false;
}
