/** What the person has chosen. Kept by the core; applied to the window here. */
import { call, zoomTo } from '../host';
import type { Settings } from '../wire';
import { language } from './language.svelte';

let chosen = $state.raw<Settings>({
  language: 'system',
  theme: 'system',
  groupLimit: 20,
  railWidth: 240,
  listWidth: 380,
  zoom: 100,
});

export const settings = {
  get chosen(): Settings {
    return chosen;
  },

  async load(): Promise<void> {
    apply(await call('get_settings', undefined));
  },

  /** Shows the choice at once; rejects with the core's failure after putting it back. */
  async change(change: Partial<Settings>): Promise<void> {
    const before = chosen;
    apply({ ...chosen, ...change });
    try {
      apply(await call('set_settings', change));
    } catch (failure) {
      apply(before);
      throw failure;
    }
  },

  /** Widths while a pane's edge is dragged: kept by `change` when it is let go. */
  preview(widths: Partial<Pick<Settings, 'railWidth' | 'listWidth'>>) {
    chosen = { ...chosen, ...widths };
  },
};

function apply(next: Settings) {
  // The web view starts as designed; a size that it cannot draw at is no reason to fail.
  if (next.zoom !== chosen.zoom) zoomTo(next.zoom / 100).catch(() => undefined);
  chosen = next;
  language.choose(next.language);
  const root = document.documentElement;
  if (next.theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = next.theme;
}
