/** What the field and its results share: their names in the page and what opening a hit does. */
import { reading } from '../state/reading.svelte';
import type { Found } from './search.svelte';

export const RESULTS_ID = 'search-results';

export function hitID(index: number): string {
  return `${RESULTS_ID}-${index}`;
}

/** Shows the conversation in the reader, at the message that was found. */
export function openHit({ hit }: Found): void {
  reading.open(hit.conversationID, hit.messageID);
}

/** Ctrl+K, or Cmd+K on a Mac. */
export function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]');
  field?.focus();
  field?.select();
}
