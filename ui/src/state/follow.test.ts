import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answers, call, resetFakeHost, send } from '../testing/fakeHost';
import { followChanges } from './follow';
import { library } from './library.svelte';
import { cache } from './rows.svelte';

const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeAll(() => followChanges());

beforeEach(async () => {
  resetFakeHost(20);
  await library.refresh();
  cache.want([1]);
  await settled();
});

describe('an event of the core', () => {
  it('about the order of the groups brings the rows that name them in that order', async () => {
    const [row] = await call('get_rows', { rowIDs: [1] });
    if (!row) throw new Error('no row');
    answers.get_rows = () => [{ ...row, groups: ['Suppliers', 'Family'] }];
    send('onConversationGroupListUpdated', { revision: 2, data: ['Suppliers', 'Family'] });
    await settled();
    expect(cache.get(1)?.groups).toEqual(['Suppliers', 'Family']);
  });

  it('about looks brings the groups with theirs', async () => {
    const { groups, ...rest } = await call('get_overview', undefined);
    answers.get_overview = () => ({ ...rest, groups: groups.map((group) => ({ ...group, color: 11 })) });
    send('onGroupLooksUpdated', { revision: 2 });
    await settled();
    expect(library.group('Suppliers')?.color).toBe(11);
  });
});
