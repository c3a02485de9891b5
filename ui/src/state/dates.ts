/** Dates and hours in the person's language. Reads reactive state, as `t` does. */
import { language } from './language.svelte';

const formats = new Map<string, Intl.DateTimeFormat>();

/** `time`: UTC milliseconds, told in this machine's zone. */
export function dateText(time: number, options: Intl.DateTimeFormatOptions): string {
  // Making a formatter takes longer than using it ten thousand times.
  const key = `${language.locale} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(language.locale, options)));
  return format.format(time);
}
