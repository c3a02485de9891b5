/** What differs between systems in the window itself. */

const isMac = /mac/i.test(navigator.platform);

/** A shortcut as this system writes it: `Ctrl K`, `⌘K`. */
export function shortcut(key: string): string {
  return isMac ? `⌘${key}` : `Ctrl ${key}`;
}

/** The key that deletes, as it stands on this system's keyboards. */
export const deleteKey = isMac ? '⌫' : 'Del';

/**
 * Whether a key belongs to an input method that is choosing characters. WebKit ends the composition
 * before the Enter that ended it; 229 is the code of a key that an input method took.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

export function isDeleteKey(event: KeyboardEvent): boolean {
  return event.key === 'Delete' || event.key === 'Backspace';
}

/** Whether the key for commands is down: Ctrl, on a Mac ⌘. */
export function hasCommandKey(event: KeyboardEvent | MouseEvent): boolean {
  return isMac ? event.metaKey : event.ctrlKey;
}
