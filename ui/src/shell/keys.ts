/** The shortcuts of the whole window. What belongs to one pane stands in that pane. */
import { addToGroup } from '../groups/filing.svelte';
import { chosenByKeys } from '../list/chosen';
import { focusSearch } from '../search';
import { naming } from '../state/naming.svelte';
import { redo, undo } from '../state/operations';
import { current } from '../state/view.svelte';
import { dialogs } from './dialogs.svelte';
import { hasCommandKey } from './platform';

export function onGlobalKey(event: KeyboardEvent) {
  if (event.defaultPrevented || event.altKey || !hasCommandKey(event)) return;
  // A dialog has the window for itself, and a text field its own undo.
  if (document.querySelector('dialog[open]')) return;
  const action = actionFor(event.key.toLowerCase(), event.shiftKey, isTyping(event.target));
  if (!action) return;
  event.preventDefault();
  action();
}

function actionFor(key: string, shift: boolean, typing: boolean): (() => void) | undefined {
  if (key === 'k' || key === 'f') return focusSearch;
  if (key === ',') return () => (dialogs.settings = true);
  // No field of the window has a use for it, and the search field's hits do.
  if (key === 'g') return fileChosen;
  if (typing) return undefined;
  if (key === 'n') return () => naming.start();
  if (key === 'z') return () => void (shift ? redo() : undo());
  if (key === 'y') return () => void redo();
  return undefined;
}

function fileChosen() {
  if (current.view.kind !== 'deleted') addToGroup.ask(chosenByKeys(), current.view);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]');
}
