/**
 * The stretch of a conversation that the reader holds. A conversation may have a hundred thousand
 * messages; the window keeps a few hundred around what is being read, adds to either end before
 * the person gets there and lets go of what lies far behind.
 */
import type { Anchor, MessageRow, MessageWindow } from '../wire';

/** Messages asked for at a time: a few screens, painted within a frame or two. */
export const PAGE = 40;
/** Messages held at most. The rest is let go at the far end. */
export const KEPT = 240;
/** Held at most where more is kept for a while. The core gives no more than 1,000 at once. */
export const MOST = 3 * KEPT;

export type ReadMessages = (anchor: Anchor, limit: number) => Promise<MessageWindow>;

export class OpenConversation {
  messages = $state.raw<readonly MessageRow[]>([]);
  hasBefore = $state(false);
  hasAfter = $state(false);
  isLoading = $state(true);
  /** What the last opening failed with, for the reader to word; null after a success. */
  failure = $state<unknown>(null);

  readonly #read: ReadMessages;
  /** Grows with every opening: an answer that comes after a newer opening is dropped. */
  #opening = 0;
  #isExtending = false;

  constructor(read: ReadMessages) {
    this.#read = read;
  }

  /** Replaces what is held with the stretch at `anchor`. Resolves with whether it was shown. */
  async open(anchor: Anchor, limit = PAGE): Promise<boolean> {
    const opening = ++this.#opening;
    this.isLoading = true;
    try {
      const stretch = await this.#read(anchor, limit);
      if (opening !== this.#opening) return false;
      this.messages = stretch.messages;
      this.hasBefore = stretch.hasBefore;
      this.hasAfter = stretch.hasAfter;
      this.failure = null;
    } catch (failure) {
      if (opening !== this.#opening) return false;
      this.failure = failure;
    }
    this.isLoading = false;
    return this.failure === null;
  }

  /** Reads the same stretch again, after an import changed the conversation. */
  refresh(aroundID: string | null): Promise<boolean> {
    const limit = Math.min(MOST, Math.max(PAGE, this.messages.length));
    return this.open(aroundID === null ? { at: 'end' } : { around: aroundID }, limit);
  }

  async extendBefore(): Promise<void> {
    const first = this.messages[0];
    if (!first || !this.hasBefore) return;
    await this.#extend({ before: first.messageID }, (stretch) => {
      this.messages = [...stretch.messages, ...this.messages];
      this.hasBefore = stretch.hasBefore;
    });
  }

  async extendAfter(): Promise<void> {
    const last = this.messages.at(-1);
    if (!last || !this.hasAfter) return;
    await this.#extend({ after: last.messageID }, (stretch) => {
      this.messages = [...this.messages, ...stretch.messages];
      this.hasAfter = stretch.hasAfter;
    });
  }

  /** Lets go of the messages farthest from `nearID`, the one being read, until `kept` are left. */
  letGo(nearID: string, kept = KEPT): void {
    const excess = this.messages.length - kept;
    if (excess <= 0) return;
    const near = this.messages.findIndex((message) => message.messageID === nearID);
    if (near < this.messages.length / 2) {
      this.messages = this.messages.slice(0, kept);
      this.hasAfter = true;
    } else {
      this.messages = this.messages.slice(excess);
      this.hasBefore = true;
    }
  }

  async #extend(anchor: Anchor, apply: (stretch: MessageWindow) => void): Promise<void> {
    if (this.#isExtending || this.isLoading) return;
    this.#isExtending = true;
    const opening = this.#opening;
    try {
      const stretch = await this.#read(anchor, PAGE);
      if (opening !== this.#opening) return;
      apply(stretch);
      this.failure = null;
    } catch (failure) {
      if (opening === this.#opening) this.failure = failure;
    } finally {
      this.#isExtending = false;
    }
  }
}
