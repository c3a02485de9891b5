import { t } from '../messages';
import { toasts } from '../state/toasts.svelte';

/** Puts text on the system's clipboard and says so, or says that it did not work. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toasts.show(done);
  } catch {
    toasts.show(t('reader.copyFailed'), { failed: true });
  }
}
