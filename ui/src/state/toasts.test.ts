import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toasts } from './toasts.svelte';

const texts = () => toasts.shown.map(({ text }) => text);

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  for (const { id } of toasts.shown) toasts.dismiss(id);
  vi.useRealTimers();
});

describe('a toast', () => {
  it('goes by itself', () => {
    toasts.show('Done');
    vi.advanceTimersByTime(5900);
    expect(texts()).toEqual(['Done']);
    vi.advanceTimersByTime(200);
    expect(texts()).toEqual([]);
  });

  it('that tells of a failure stays longer', () => {
    toasts.show('No', { failed: true });
    vi.advanceTimersByTime(9000);
    expect(texts()).toEqual(['No']);
  });

  it('stays while the pointer rests on it', () => {
    toasts.show('Done');
    toasts.pause();
    vi.advanceTimersByTime(60_000);
    expect(texts()).toEqual(['Done']);
    toasts.resume();
    vi.advanceTimersByTime(6100);
    expect(texts()).toEqual([]);
  });

  it('with Undo takes the place of the one before, which can no longer be undone alone', () => {
    toasts.showLast('First', { label: 'Undo', run: () => undefined });
    toasts.show('Told');
    toasts.showLast('Second', { label: 'Undo', run: () => undefined });
    expect(texts()).toEqual(['Told', 'Second']);
  });

  it('pushes out the oldest of three', () => {
    for (const text of ['1', '2', '3', '4']) toasts.show(text);
    expect(texts()).toEqual(['2', '3', '4']);
  });
});
