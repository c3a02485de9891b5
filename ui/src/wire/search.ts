/** What a search finds. */
import type { HappenedEvent } from './messages';

export interface SearchHit {
  conversationID: string;
  /** null: the conversation itself was found, by its title or a person's name. */
  messageID: string | null;
  time: number;
  sender: string;
  /** The person's own message. */
  outgoing: boolean;
  snippet: string;
  /** Found places in `snippet`: `[start, end)` in UTF-16 units. */
  ranges: [number, number][];
  /** Of a system row: what happened; shown in `snippet`'s place. */
  event: HappenedEvent | null;
}

export interface SearchResult {
  total: number;
  hits: SearchHit[];
}
