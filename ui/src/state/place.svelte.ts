/**
 * Where the person was: the view and the conversation, shown again at the next start. A convenience
 * of this window, not part of the library: what is gone by then is left out.
 */
import type { View } from '../wire';
import { reading } from './reading.svelte';
import { current } from './view.svelte';

const key = 'place';

interface Place {
  view: View;
  conversationID: string | null;
}

export function lastPlace(): Place {
  let kept: unknown;
  try {
    kept = JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    // Not ours, or storage is switched off: one begins where everybody does.
  }
  const { view, conversationID } = (kept ?? {}) as Partial<Record<keyof Place, unknown>>;
  return {
    view: isView(view) ? view : { kind: 'all' },
    conversationID: typeof conversationID === 'string' ? conversationID : null,
  };
}

/** Keeps the place from now on. Returns how to stop. */
export function followPlace(): () => void {
  return $effect.root(() => {
    $effect(() => {
      const place: Place = { view: current.view, conversationID: reading.conversationID };
      try {
        localStorage.setItem(key, JSON.stringify(place));
      } catch {
        // No room, or storage is switched off.
      }
    });
  });
}

function isView(value: unknown): value is View {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'group') return 'name' in value && typeof value.name === 'string';
  return value.kind === 'all' || value.kind === 'ungrouped' || value.kind === 'pinned';
}
