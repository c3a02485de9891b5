/**
 * Keeps what is being read where it is while messages come and go around it. WebKitGTK has no
 * scroll anchoring of its own, so the first message in sight is remembered with its distance from
 * the edge, and after every change of the layout the scroller is moved until it is there again.
 */
export class ScrollHold {
  readonly #scroller: HTMLElement;
  #held: { element: HTMLElement; top: number } | null = null;

  constructor(scroller: HTMLElement) {
    this.#scroller = scroller;
  }

  /** The first message in sight, or null before anything was shown. */
  get messageID(): string | null {
    return this.#held?.element.dataset.message ?? null;
  }

  /** Remembers what is in sight now. */
  remember(): void {
    const edge = this.#scroller.getBoundingClientRect().top;
    const messages = this.#scroller.querySelectorAll<HTMLElement>('[data-message]');
    let low = 0;
    let high = messages.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((messages[middle]?.getBoundingClientRect().bottom ?? 0) > edge) high = middle;
      else low = middle + 1;
    }
    const element = messages[low];
    this.#held = element ? { element, top: element.getBoundingClientRect().top - edge } : null;
  }

  /** Puts what was remembered back in its place. What is gone from the page is let go. */
  restore(): void {
    if (!this.#held?.element.isConnected) return;
    const { element, top } = this.#held;
    const moved = element.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top - top;
    // Less than a pixel is rounding; writing it back would add up.
    if (Math.abs(moved) >= 1) this.#scroller.scrollTop += moved;
  }

  forget(): void {
    this.#held = null;
  }
}
