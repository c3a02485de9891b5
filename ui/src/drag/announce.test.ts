import { afterEach, expect, it, vi } from 'vitest';
import { announce } from './announce';

afterEach(() => vi.useRealTimers());

it('what was said is gone after a while, and is not come upon later', () => {
  vi.useFakeTimers();
  announce('Dropped: Add to Flats.');
  const region = document.querySelector('[data-announcement]');
  expect(region?.textContent).toBe('Dropped: Add to Flats.');
  vi.advanceTimersByTime(60_000);
  expect(region?.textContent).toBe('');
});
