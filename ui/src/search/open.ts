/** What the field and its results share: their names in the page and what can be done with a hit. */
import { announce } from '../drag/announce';
import { t } from '../messages';
import { enterReader } from '../shell/panes';
import { titleOf } from '../state/names';
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

/** Enter opens a hit, and once more goes to the message, from where Escape leads back. */
export function enterHit(found: Found): void {
  const { conversationID, messageID } = found.hit;
  if (reading.conversationID === conversationID && reading.messageID === messageID) return enterReader();
  openHit(found);
  announce(t('keys.opened', { title: titleOf(cache.get(found.rowID)) }));
}

/** Ctrl+K, or Cmd+K on a Mac. */
export function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]');
  field?.focus();
  field?.select();
}
