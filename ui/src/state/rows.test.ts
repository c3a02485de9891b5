import { beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../wire';
import { answers, resetFakeHost } from '../testing/fakeHost';
import { inventRow } from '../testing/inventedRows';
import { cache } from './rows.svelte';

let asked: number[][] = [];
/** Ids unlike those of other tests: the cache lives as long as the window. */
let base = 10_000;

const settled = () => new Promise((resolve) => setTimeout(resolve));

function row(rowID: number): Row {
  return { ...inventRow(rowID, 0), rowID, conversationID: `C2Ctest:${rowID}` };
}

beforeEach(() => {
  resetFakeHost(0);
  base += 1000;
  asked = [];
  answers.get_rows = ({ rowIDs }) => {
    asked.push(rowIDs);
    return rowIDs.map(row);
  };
});

describe('rows on screen', () => {
  it('are fetched in one batch, and only those that are missing', async () => {
    cache.want([base, base + 1]);
    await settled();
    cache.want([base + 1, base + 2]);
    await settled();
    expect(asked).toEqual([[base, base + 1], [base + 2]]);
    expect(cache.get(base)?.rowID).toBe(base);
  });

  it('that were scrolled past before they could be asked for never are', async () => {
    cache.want([base]);
    cache.want([base + 1]);
    cache.want([base + 2]);
    await settled();
    expect(asked.flat()).not.toContain(base + 1);
    expect(cache.get(base + 2)).toBeDefined();
  });

  it('are fetched again when their conversation changed, and stay in sight until then', async () => {
    cache.want([base, base + 1]);
    await settled();
    cache.invalidate([`C2Ctest:${base}`]);
    expect(cache.get(base)).toBeDefined();
    await settled();
    expect(asked.at(-1)).toEqual([base]);
  });

  it('are all fetched again when anything may have changed', async () => {
    cache.want([base, base + 1]);
    await settled();
    cache.invalidate(null);
    await settled();
    expect(asked.at(-1)).toEqual([base, base + 1]);
  });
});
