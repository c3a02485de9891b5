/**
 * Keeps the keyboard in the window. When what has the focus goes away (its button has done its work,
 * its row was deleted), the focus falls to the page, where no key does anything. Then it goes on near
 * by: to what now stands in the same place of the same dialog or pane; where the dialog is gone, to
 * where it was opened; and where the pane is gone, to the list.
 */
import { enterList, isUsable, stopsIn } from './panes';

/** Where the focus was: in what, and beside what. */
interface Place {
  scope: Element;
  stops: readonly HTMLElement[];
  at: number;
}

const OVERLAYS = 'dialog, [popover]';
const SCOPES = `${OVERLAYS}, [data-pane], main`;

/** A pane and the dialogs and menus over it, the innermost last. */
let trail: Place[] = [];
/** What has the focus, or had it when it went away; null when the person took it from there. */
let held: HTMLElement | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Begins to watch; gives what ends it. */
export function keepFocus(): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener('focusin', ({ target }) => remember(target), { signal });
  document.addEventListener('focusout', ({ relatedTarget }) => relatedTarget === null && letGo(), { signal });
  const { dataset } = document.documentElement;
  const options = { capture: true, signal };
  // What moves by arrows shows the focus to those who use them: WebKit takes it for a mouse's.
  window.addEventListener('keydown', () => (dataset.keyboard = ''), options);
  window.addEventListener('pointerdown', () => delete dataset.keyboard, options);
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  return () => {
    listening.abort();
    observer.disconnect();
    clearTimeout(timer);
    trail = [];
    held = null;
  };
}

/** Whether the focus was last moved by a key. */
export function cameByKeys(): boolean {
  return document.documentElement.dataset.keyboard !== undefined;
}

function remember(target: EventTarget | null) {
  if (!(target instanceof HTMLElement)) return;
  held = target;
  const scope = target.closest(SCOPES);
  trail = scope?.matches(OVERLAYS) ? trail.filter((place) => place.scope !== scope) : [];
  if (!scope) return;
  const stops = stopsIn(scope);
  trail.push({ scope, stops, at: stops.indexOf(target) });
}

/** What is still there was left on purpose, by a press beside it; a window in the background keeps it. */
function letGo() {
  const left = held;
  queueMicrotask(() => {
    if (left && left === held && isUsable(left) && document.activeElement !== left) held = null;
  });
}

function isLost(): boolean {
  const { activeElement, body } = document;
  return held !== null && (activeElement === null || activeElement === body) && !isUsable(held);
}

/** Later: who ends something with a key often says themselves where it goes on. */
function look() {
  if (!isLost()) return;
  clearTimeout(timer);
  timer = setTimeout(goOn);
}

function goOn() {
  if (!isLost()) return;
  const dialog = [...document.querySelectorAll<HTMLElement>('dialog[open]')].at(-1);
  for (const place of trail.toReversed()) {
    if (!place.scope.isConnected || dialog?.contains(place.scope) === false) continue;
    // A toast is left for what one was at, not for the next toast.
    const stop = place.scope.matches('[data-toasts]') ? undefined : standing(place);
    if (stop) return stop.focus();
  }
  if (dialog) dialog.focus();
  else enterList();
}

/** What stands there now: itself, else what follows the last before it that is still there. */
function standing({ scope, stops, at }: Place): HTMLElement | undefined {
  const itself = stops[at];
  if (itself && isUsable(itself)) return itself;
  const now = stopsIn(scope);
  const before = stops.slice(0, Math.max(0, at)).findLast((stop) => now.includes(stop));
  return now[before ? now.indexOf(before) + 1 : 0] ?? before;
}
