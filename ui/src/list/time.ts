/** Times as a list shows them: the shorter the nearer. */
import { t } from '../messages';
import { language } from '../state/language.svelte';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes a hundred times as long as using it. */
function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language.locale} ${name}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(language.locale, options);
    formats.set(key, made);
  }
  return made;
}

/** `time`, `now`: UTC milliseconds. Today's hour, yesterday, a weekday, a day, a date. */
export function listTime(time: number, now: number): string {
  if (time <= 0) return '';
  const days = daysBetween(time, now);
  if (days === 0) return format('hour', { timeStyle: 'short' }).format(time);
  if (days === 1) return t('time.yesterday');
  if (days > 1 && days < 7) return format('weekday', { weekday: 'short' }).format(time);
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  if (sameYear) return format('day', { day: 'numeric', month: 'short' }).format(time);
  return format('date', { day: 'numeric', month: 'numeric', year: 'numeric' }).format(time);
}

/** Whole days on this machine's calendar, over changes of its clock too. */
function daysBetween(time: number, now: number): number {
  const midnight = (at: number) => {
    const day = new Date(at);
    return Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
  };
  return Math.round((midnight(now) - midnight(time)) / 86_400_000);
}
