/**
 * The rows that have been on screen, by id. The list says which it shows now; what is missing or
 * out of date is fetched in one batch, and rows that were scrolled past meanwhile are never asked for.
 */
import { SvelteMap } from 'svelte/reactivity';
import { call } from '../host';
import type { Row } from '../wire';
import { latest } from './latest';

/** Rows kept; a row is about a kilobyte. */
const capacity = 3000;

const rows = new SvelteMap<number, Row>();
const stale = new Set<number>();
let wanted: readonly number[] = [];

const fetchWanted = latest(async () => {
  const missing = wanted.filter((id) => !rows.has(id) || stale.has(id));
  if (missing.length === 0) return;
  // A change that comes during the answer makes them stale again.
  for (const id of missing) stale.delete(id);
  const answer = await call('get_rows', { rowIDs: missing });
  for (const row of answer) rows.set(row.rowID, row);
  forgetSome();
});

export const cache = {
  /** The row, or undefined while it has not been fetched. */
  get(rowID: number): Row | undefined {
    return rows.get(rowID);
  },

  /** The row of a conversation, when it has been on screen. */
  find(conversationID: string): Row | undefined {
    for (const row of rows.values()) if (row.conversationID === conversationID) return row;
    return undefined;
  },

  /** Says which rows are on screen now. */
  want(rowIDs: readonly number[]) {
    wanted = rowIDs;
    if (rowIDs.some((id) => !rows.has(id) || stale.has(id))) void fetchWanted();
  },

  /** The rows of these conversations changed; null: any may have. The old ones stay until then. */
  invalidate(conversationIDs: readonly string[] | null) {
    const changed = conversationIDs && new Set(conversationIDs);
    for (const row of rows.values()) {
      if (!changed || changed.has(row.conversationID)) stale.add(row.rowID);
    }
    void fetchWanted();
  },

  /** Shows a change before the core has confirmed it. */
  foresee(rowIDs: Iterable<number>, change: (row: Row) => Row) {
    for (const id of rowIDs) {
      const row = rows.get(id);
      if (row) rows.set(id, change(row));
    }
  },
};

/** Lets go of the oldest rows that are not on screen. */
function forgetSome() {
  if (rows.size <= capacity) return;
  const kept = new Set(wanted);
  for (const id of rows.keys()) {
    if (rows.size <= capacity / 2) break;
    if (!kept.has(id)) {
      rows.delete(id);
      stale.delete(id);
    }
  }
}
