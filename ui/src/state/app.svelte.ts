/** The program's own state: whether the library is open, the version, where the data lies. */
import { call } from '../host';
import type { AppState } from '../wire';
import { language } from './language.svelte';

let known = $state.raw<AppState | null>(null);

export const app = {
  /** null until the core has answered the first time. */
  get state(): AppState | null {
    return known;
  },

  async refresh(): Promise<void> {
    take(await call('get_app_state', undefined));
  },

  /** Tries again to open a library that could not be opened. */
  async retry(): Promise<void> {
    take(await call('retry_open', undefined));
  },
};

function take(answer: AppState) {
  known = answer;
  language.setSystem(answer.systemLanguage);
}
