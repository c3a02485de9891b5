import { afterEach, describe, expect, it } from 'vitest';
import { language } from '../state/language.svelte';
import { listTime } from './time';

/** A Wednesday. */
const now = new Date(2025, 9, 15, 14, 30).getTime();
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();

afterEach(() => language.choose('system'));

describe('the time of a conversation', () => {
  it.each([
    ['this minute', now, '14:30', '14:30'],
    ['first thing today', at(2025, 9, 15, 0, 5), '00:05', '00:05'],
    ['late yesterday', at(2025, 9, 14, 23, 59), 'Yesterday', '昨天'],
    ['this week', at(2025, 9, 13, 12, 0), 'Mon', '周一'],
    ['six days ago', at(2025, 9, 9, 12, 0), 'Thu', '周四'],
    ['a week ago', at(2025, 9, 8, 12, 0), '8 Oct', '10月8日'],
    ['last year', at(2024, 11, 31, 12, 0), '31/12/2024', '2024/12/31'],
    ['in the future, by a wrong clock', at(2025, 9, 20, 12, 0), '20 Oct', '10月20日'],
  ])('that was %s', (_, time, english, chinese) => {
    language.choose('en');
    expect(listTime(time, now)).toBe(english);
    language.choose('zh-CN');
    expect(listTime(time, now)).toBe(chinese);
  });

  it('that an export does not tell is left out', () => {
    expect(listTime(0, now)).toBe('');
  });
});
