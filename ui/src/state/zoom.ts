/** How large the window draws: Ctrl with plus, minus and 0, as in every browser; kept by the settings. */
import { announce } from '../drag/announce';
import { describeError } from '../errors';
import { t } from '../messages';
import { settings } from './settings.svelte';
import { toasts } from './toasts.svelte';

/** Percent, from half as large as designed to twice. */
export const ZOOMS = [50, 67, 80, 90, 100, 110, 125, 150, 175, 200];
const DESIGNED = 100;

/** One step larger or smaller; 0: as designed. */
export function zoom(by: 1 | -1 | 0): void {
  const now = settings.chosen.zoom;
  const next =
    by === 0
      ? DESIGNED
      : by > 0
        ? ZOOMS.find((percent) => percent > now)
        : ZOOMS.findLast((percent) => percent < now);
  if (next === undefined || next === now) return;
  settings.change({ zoom: next }).then(
    () => announce(t('zoom.now', { percent: next })),
    (failure: unknown) => toasts.show(describeError(failure), { failed: true }),
  );
}
