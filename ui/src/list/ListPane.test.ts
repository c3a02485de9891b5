import { render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { language } from '../state/language.svelte';
import { library } from '../state/library.svelte';
import { current } from '../state/view.svelte';
import { resetFakeHost } from '../testing/fakeHost';
import ListPane from './ListPane.svelte';

const tokens = () => [...document.querySelectorAll('[data-filter-token]')];
const summary = () => document.querySelector('.summary')?.textContent.replace(/\s+/g, ' ').trim();

beforeEach(async () => {
  resetFakeHost(300);
  language.choose('en');
  await library.refresh();
  await current.open({ kind: 'all' });
  await current.filterBy({});
});

describe('the head of the list', () => {
  it('tells how many there are', () => {
    render(ListPane);
    expect(summary()).toMatch(/^300 conversations ·/);
    expect(tokens()).toEqual([]);
  });

  it('tells of how many they are under a filter', async () => {
    await current.filterBy({ source: 'telegram' });
    render(ListPane);
    expect(summary()).toMatch(new RegExp(`^${current.order.length} of 300 conversations ·`));
  });

  it('takes off a source with a click, and leaves the kind', async () => {
    await current.filterBy({ source: 'telegram', type: 'person' });
    render(ListPane);
    screen.getByRole('button', { name: 'Stop showing only Telegram' }).click();
    await vi.waitFor(() => expect(tokens()).toEqual([]));
    expect(current.filter).toEqual({ type: 'person' });
  });
});
