/** Times of the reader in the person's language. Reads reactive state, as `t` does. */
import { t } from '../messages';
import { dateText } from '../state/dates';

/** Exports leave a date out or hold one that no calendar has; the message's time is 0 then. */
export const isDated = (time: number) => time > 0;

/** “Tuesday, 14 October 2025” */
export const dayName = (time: number) =>
  isDated(time) ? dateText(time, { dateStyle: 'full' }) : t('reader.noDate');
/** “14 Oct 2025” */
export const shortDay = (time: number) => dateText(time, { dateStyle: 'medium' });
/** “09:12” */
export const clock = (time: number) => dateText(time, { timeStyle: 'short' });
/** “14 October 2025 at 09:12:31” */
export const exactTime = (time: number) =>
  isDated(time) ? dateText(time, { dateStyle: 'long', timeStyle: 'medium' }) : t('reader.noDate');
/** “March 2021” */
export const monthName = (time: number) => dateText(time, { year: 'numeric', month: 'long' });
