/** Leads from an import's summary to what it brought. */
import { call } from '../host';
import { search } from '../search';
import { narrow } from '../shell/layout';
import { reading } from '../state/reading.svelte';
import { selection } from '../state/selection.svelte';
import { current } from '../state/view.svelte';
import type { Filter, ImportedFile } from '../wire';

export function broughtAnything(files: readonly ImportedFile[]): boolean {
  return files.some((file) => file.rowIDs.length > 0);
}

/**
 * Puts the list on what imports brought: everything of their product, the newest first, and what
 * came in selected, so that it can be filed at once. One conversation is opened instead.
 */
export async function showBrought(files: readonly ImportedFile[]): Promise<void> {
  const brought = files.filter((file) => file.rowIDs.length > 0);
  const [source, another] = new Set(brought.map((file) => file.format));
  const filter: Filter = source === undefined || another !== undefined ? {} : { source };
  const rowIDs = new Set(brought.flatMap((file) => file.rowIDs));
  search.clear();
  await current.show({ kind: 'all' }, 'latest', filter);
  selection.choose(rowIDs, current.order);
  const [first, second] = selection.ids;
  if (first !== undefined && second === undefined) {
    const [row] = await call('get_rows', { rowIDs: [first] });
    if (row) reading.open(row.conversationID);
  } else if (narrow.current) {
    // There the reader stands in the list's place.
    reading.close();
  }
}
