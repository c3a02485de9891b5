/** Says things to people who listen to the window instead of looking at it. */

/** Milliseconds after which what was said is no longer there to be come upon. */
const lifetime = 8000;

let region: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Speaks a sentence through a live region, interrupting the one before. */
export function announce(sentence: string): void {
  if (!region?.isConnected) {
    region = document.createElement('div');
    region.className = 'visually-hidden';
    region.setAttribute('aria-live', 'assertive');
    region.dataset.announcement = '';
    document.body.append(region);
  }
  // The same words again are silence to a screen reader unless something changed.
  region.textContent = region.textContent === sentence ? `${sentence}\u00a0` : sentence;
  clearTimeout(timer);
  timer = setTimeout(() => region?.replaceChildren(), lifetime);
}
