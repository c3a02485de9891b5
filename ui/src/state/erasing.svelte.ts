/**
 * Erasing what was deleted, for good: there is no undo, so the window asks first. It can take seconds,
 * and goes on when the dialog is closed.
 */
import { describeError } from '../errors';
import { call } from '../host';
import { t } from '../messages';
import { app } from './app.svelte';
import { library } from './library.svelte';
import { toasts } from './toasts.svelte';
import { current } from './view.svelte';

let isRunning = $state(false);

export const erasing = {
  get isRunning(): boolean {
    return isRunning;
  },
};

/** Erases those rows, or all that is deleted. */
export async function eraseDeleted(rowIDs?: readonly number[]): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  try {
    const { count } = await call('erase_deleted', rowIDs ? { rowIDs: [...rowIDs] } : {});
    toasts.show(count > 0 ? t('toast.erased', { count }) : t('toast.wiped'));
  } catch (failure) {
    toasts.show(describeError(failure), { failed: true });
  }
  // What it did before it failed stays done.
  await Promise.allSettled([app.refresh(), library.refresh(), current.refresh()]);
  isRunning = false;
}
