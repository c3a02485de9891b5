/** The invented library of the first start: in and out with one click each. */
import { describeError } from '../errors';
import { call } from '../host';
import { t } from '../messages';
import { app } from './app.svelte';
import { toasts } from './toasts.svelte';

export async function loadSamples(): Promise<void> {
  try {
    await call('load_samples', undefined);
    await app.refresh();
  } catch (failure) {
    toasts.show(describeError(failure), { failed: true });
  }
}

export async function removeSamples(): Promise<void> {
  try {
    await call('remove_samples', undefined);
    await app.refresh();
    toasts.show(t('toast.samplesRemoved'));
  } catch (failure) {
    toasts.show(describeError(failure), { failed: true });
  }
}
