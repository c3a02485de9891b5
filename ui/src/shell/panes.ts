/** Where the keyboard enters a pane, and the way from one pane to the next. */
import { tick } from 'svelte';
import { reading } from '../state/reading.svelte';
import { narrow } from './layout';

/** What can have the focus; some of it only when it is given, not by Tab. */
const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex]';

export function isUsable(element: Element): boolean {
  // Documents that lay nothing out, as in tests, hide nothing.
  const isSeen = typeof element.checkVisibility !== 'function' || element.checkVisibility();
  return element.isConnected && !element.matches(':disabled') && isSeen;
}

export function stopsIn(scope: Element): HTMLElement[] {
  return [...scope.querySelectorAll<HTMLElement>(STOPS)].filter(isUsable);
}

function entrance(pane: HTMLElement): HTMLElement | undefined {
  const find = (css: string) => pane.querySelector<HTMLElement>(css) ?? undefined;
  switch (pane.dataset.pane) {
    case 'groups':
      return find('.item[tabindex="0"]');
    case 'list':
      return find('[role=listbox]') ?? find('.empty button') ?? stopsIn(pane)[0];
    case 'reader': {
      // What a search found is what one goes to read.
      const at = reading.messageID;
      const found = at === null ? undefined : find(`[data-message="${CSS.escape(at)}"]`);
      return found ?? find('[role=region]') ?? stopsIn(pane)[0];
    }
    default:
      return stopsIn(pane)[0];
  }
}

function enter(css: string): boolean {
  const pane = document.querySelector<HTMLElement>(css);
  const stop = pane ? entrance(pane) : undefined;
  stop?.focus();
  return stop !== undefined;
}

export function enterReader(): void {
  enter('[data-pane=reader]');
}

/** In a narrow window the reader may stand in the list's place, at the first start a page of its own. */
export function enterList(): void {
  const places = ['[data-pane=list]', '[data-start]', '[data-pane=reader]', '[data-pane=groups]'];
  places.some(enter);
}

/** From the reader to the row that it was opened from. */
export async function backToList(): Promise<void> {
  if (narrow.current) reading.close();
  await tick();
  enterList();
}

/** F6: the next pane that has something to enter, the toasts among them. */
export function stepPanes(by: 1 | -1): void {
  const all = document.querySelectorAll<HTMLElement>('[data-pane], [data-start], [data-toasts]');
  const stops = [...all].flatMap((pane) => {
    const stop = isUsable(pane) ? entrance(pane) : undefined;
    return stop ? [{ pane, stop }] : [];
  });
  const at = stops.findIndex(({ pane }) => pane.contains(document.activeElement));
  // From outside of all panes the way leads to the first, or the last.
  const next = at < 0 && by < 0 ? -1 : (at + by) % stops.length;
  stops.at(next)?.stop.focus();
}
