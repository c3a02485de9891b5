/** Times of the reader in the person's language. Reads reactive state, as `t` does. */
import { t } from '../messages';
import { language } from '../state/language.svelte';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter takes longer than using it ten thousand times. */
function format(time: number, options: Intl.DateTimeFormatOptions): string {
  const key = `${language.locale} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(language.locale, options)));
  return made.format(time);
}

/** Exports leave a date out or hold one that no calendar has; the message's time is 0 then. */
export const isDated = (time: number) => time > 0;

/** “Tuesday, 14 October 2025” */
export const dayName = (time: number) =>
  isDated(time) ? format(time, { dateStyle: 'full' }) : t('reader.noDate');
/** “14 Oct 2025” */
export const shortDay = (time: number) => format(time, { dateStyle: 'medium' });
/** “09:12” */
export const clock = (time: number) => format(time, { timeStyle: 'short' });
/** “14 October 2025 at 09:12:31” */
export const exactTime = (time: number) =>
  isDated(time) ? format(time, { dateStyle: 'long', timeStyle: 'medium' }) : t('reader.noDate');
/** “March 2021” */
export const monthName = (time: number) => format(time, { year: 'numeric', month: 'long' });
