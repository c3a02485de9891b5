import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answers, call, resetFakeHost, send } from '../testing/fakeHost';
import { followChanges } from './follow';
import { library } from './library.svelte';

const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeAll(() => followChanges());

beforeEach(async () => {
  resetFakeHost(20);
  await library.refresh();
});

describe('an event of the core', () => {
  it('about looks brings the groups with theirs', async () => {
    const { groups, ...rest } = await call('get_overview', undefined);
    answers.get_overview = () => ({ ...rest, groups: groups.map((group) => ({ ...group, color: 11 })) });
    send('onGroupLooksUpdated', { revision: 2 });
    await settled();
    expect(library.group('Suppliers')?.color).toBe(11);
  });
});
