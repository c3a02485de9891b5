/** The shortcuts of the whole window. What belongs to one pane stands in that pane. */
import { addToGroup } from '../groups/filing.svelte';
import { chosenByKeys } from '../list/chosen';
import { t } from '../messages';
import { focusSearch } from '../search';
import { naming } from '../state/naming.svelte';
import { redo, undo } from '../state/operations';
import { toasts } from '../state/toasts.svelte';
import { current } from '../state/view.svelte';
import { zoom } from '../state/zoom';
import { dialogs } from './dialogs.svelte';
import { menu } from './menu.svelte';
import { stepPanes } from './panes';
import { hasCommandKey, isComposing, shortcut } from './platform';

export function onGlobalKey(event: KeyboardEvent) {
  if (event.defaultPrevented || event.altKey || isComposing(event)) return;
  const action = actionFor(event);
  if (!action) return;
  event.preventDefault();
  action();
}

function actionFor(event: KeyboardEvent): (() => void) | undefined {
  const key = event.key.toLowerCase();
  const isCommand = hasCommandKey(event);
  if (isCommand) {
    // The same key with and without Shift: which of them has the sign is the keyboard's affair.
    if (key === '+' || key === '=') return () => zoom(1);
    if (key === '-' || key === '_') return () => zoom(-1);
    if (key === '0') return () => zoom(0);
  }
  // A dialog has the window for itself, and a text field its own undo.
  if (document.querySelector('dialog[open]')) return undefined;
  if (key === 'f6' && !isCommand) return () => goToPane(event.shiftKey ? -1 : 1);
  const isTyped = isTyping(event.target);
  if (!isCommand) return key === '?' && !isTyped ? showKeys : undefined;
  if (key === 'k' || key === 'f') return focusSearch;
  if (key === ',') return () => (dialogs.settings = true);
  if (key === '/') return showKeys;
  // No field of the window has a use for them, and the search field's hits do.
  if (key === 'g') return fileChosen;
  if (key === 'n') return () => naming.start();
  if (isTyped) return undefined;
  if (key === 'z') return () => void (event.shiftKey ? redo() : undo());
  if (key === 'y') return () => void redo();
  return undefined;
}

function showKeys() {
  dialogs.keys = true;
}

function goToPane(by: 1 | -1) {
  menu.close();
  stepPanes(by);
}

function fileChosen() {
  const { view } = current;
  if (view.kind === 'deleted') return;
  const rowIDs = chosenByKeys();
  if (rowIDs.length === 0) toasts.show(t('keys.nothingChosen', { keys: shortcut('G') }));
  else addToGroup.ask(rowIDs, view);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]');
}
