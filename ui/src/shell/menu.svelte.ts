/** The one menu that may be open: from a button, or at the pointer. */
import type { Component } from 'svelte';

export interface MenuItem {
  label: string;
  icon?: Component<{ size?: number }>;
  /** The key that does the same, in words. */
  keys?: string;
  /** Set for one of several that exclude each other, or for one that is on or off by itself. */
  checked?: boolean;
  /** It is on or off by itself. */
  alone?: boolean;
  danger?: boolean;
  disabled?: boolean;
  run: () => void;
}

/** null stands for a line between items. */
export type MenuEntry = MenuItem | null;

/** Where it opens, CSS pixels: below a button, or at a point. */
export type MenuPlace = Element | { x: number; y: number };

export interface OpenMenu {
  label: string;
  entries: MenuEntry[];
  place: MenuPlace;
}

let open = $state.raw<OpenMenu | null>(null);

export const menu = {
  get open(): OpenMenu | null {
    return open;
  },
  /** A second press on the button that opened it closes it. */
  show(label: string, entries: MenuEntry[], place: MenuPlace) {
    open = open?.place === place ? null : { label, entries, place };
  },
  close() {
    open = null;
  },
};

/** The keys that ask for the menu of what has the focus. */
export function isMenuKey(event: KeyboardEvent): boolean {
  return event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
}

/** Where a context menu opens: at the pointer, or, asked for by a key, below the element. */
export function placeOf(event: MouseEvent): MenuPlace {
  const byKey = event.clientX === 0 && event.clientY === 0;
  return byKey && event.currentTarget instanceof Element
    ? event.currentTarget
    : { x: event.clientX, y: event.clientY };
}
