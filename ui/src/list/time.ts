/** Times as a list shows them: the shorter the nearer. */
import { t } from '../messages';
import { dateText } from '../state/dates';

/** `time`, `now`: UTC milliseconds. Today's hour, yesterday, a weekday, a day, a date. */
export function listTime(time: number, now: number): string {
  if (time <= 0) return '';
  const days = daysBetween(time, now);
  if (days === 0) return dateText(time, { timeStyle: 'short' });
  if (days === 1) return t('time.yesterday');
  if (days > 1 && days < 7) return dateText(time, { weekday: 'short' });
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  if (sameYear) return dateText(time, { day: 'numeric', month: 'short' });
  return dateText(time, { day: 'numeric', month: 'numeric', year: 'numeric' });
}

/** Whole days on this machine's calendar, over changes of its clock too. */
function daysBetween(time: number, now: number): number {
  const midnight = (at: number) => {
    const day = new Date(at);
    return Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
  };
  return Math.round((midnight(now) - midnight(time)) / 86_400_000);
}
