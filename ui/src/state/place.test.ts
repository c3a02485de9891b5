import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resetFakeHost } from '../testing/fakeHost';
import { followPlace, lastPlace } from './place.svelte';
import { reading } from './reading.svelte';
import { current } from './view.svelte';

const start = { view: { kind: 'all' }, conversationID: null };

beforeEach(async () => {
  resetFakeHost(10);
  localStorage.clear();
  reading.close();
  await current.open({ kind: 'all' });
});
afterEach(() => localStorage.clear());

describe('the place at the next start', () => {
  it('is the view and the conversation that were open', async () => {
    const stop = followPlace();
    await current.open({ kind: 'group', name: 'Suppliers' });
    reading.open('C2Cwechat:1');
    await tick();
    stop();
    expect(lastPlace()).toEqual({
      view: { kind: 'group', name: 'Suppliers' },
      conversationID: 'C2Cwechat:1',
    });
  });

  it.each(['', 'null', '{', '[]', '7', '{"view":{"kind":"group"}}', '{"view":"all","conversationID":7}'])(
    'is the beginning where %j is kept',
    (kept) => {
      localStorage.setItem('place', kept);
      expect(lastPlace()).toEqual(start);
    },
  );
});
