/** What the field and its results share: their names in the page and what can be done with a hit. */
import { pickUp } from '../drag';
import { rowsPayload } from '../list/chosen';
import { markRead } from '../state/operations';
import { reading } from '../state/reading.svelte';
import { cache } from '../state/rows.svelte';
import type { Found } from './search.svelte';

export const RESULTS_ID = 'search-results';
export const KEYS_ID = 'search-keys';

export function hitID(index: number): string {
  return `${RESULTS_ID}-${index}`;
}

/** Shows the conversation in the reader, at the message that was found. */
export function openHit({ hit, rowID }: Found): void {
  reading.open(hit.conversationID, hit.messageID);
  const row = cache.get(rowID);
  if (row) markRead(row);
}

/** Takes its conversation into the hand, or the whole selection that it belongs to. */
export function pickUpHit({ rowID }: Found): void {
  const payload = rowsPayload(rowID);
  if (payload) pickUp(payload);
}

/** Ctrl+K, or Cmd+K on a Mac. */
export function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]');
  field?.focus();
  field?.select();
}
