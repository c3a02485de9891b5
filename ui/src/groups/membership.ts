import { call } from '../host';
import { cache } from '../state/rows.svelte';
import type { GroupSummary } from '../wire';

/**
 * How many of the rows each group holds. Rows that the window has fetched say it themselves; for
 * others the groups are asked for their ids, which stays cheap with thousands of rows.
 */
export async function countHeld(
  rowIDs: readonly number[],
  groups: readonly GroupSummary[],
): Promise<Map<string, number>> {
  const rows = rowIDs.map((rowID) => cache.get(rowID));
  if (rows.every((row) => row !== undefined)) {
    return new Map(groups.map(({ name }) => [name, rows.filter((row) => row.groups.includes(name)).length]));
  }
  const wanted = new Set(rowIDs);
  const held = new Map<string, number>();
  for (const { name, count } of groups) {
    const members =
      count === 0 ? [] : await call('get_view_order', { view: { kind: 'group', name }, sort: 'latest' });
    held.set(name, members.filter((rowID) => wanted.has(rowID)).length);
  }
  return held;
}
