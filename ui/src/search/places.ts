/**
 * Where hits stand: conversations and then messages, each kind under its heading and in rows of one
 * height, so that only what is on screen is in the document.
 */
import { documentHeight, padding, rowHeight, slice, type Slice } from '../list/geometry';
import type { Found } from './search.svelte';

/** CSS pixels of a heading with the room above it. */
export const headingHeight = 28;
/** From one message to the next, CSS pixels: its conversation, two lines of its words and a gap of one. */
const messageHeight = 74;

/** The hits of one kind. */
export interface Section {
  kind: 'conversations' | 'messages';
  /** The index of its first hit among all, and how many it has. */
  from: number;
  count: number;
  /** From one hit to the next, CSS pixels. */
  height: number;
  /** Where its heading stands, CSS pixels from the top of all. */
  top: number;
}

export function sectionsOf(found: readonly Found[]): Section[] {
  const message = found.findIndex(({ hit }) => hit.messageID !== null);
  const conversations = message < 0 ? found.length : message;
  const sections: Section[] = [];
  if (conversations > 0) {
    sections.push({ kind: 'conversations', from: 0, count: conversations, height: rowHeight, top: 0 });
  }
  if (message >= 0) {
    const top = sections.reduce((sum, above) => sum + heightOf(above), 0);
    const count = found.length - message;
    sections.push({ kind: 'messages', from: message, count, height: messageHeight, top });
  }
  return sections;
}

/** How high a section is with its heading, CSS pixels. */
function heightOf({ count, height }: Section): number {
  return headingHeight + documentHeight(count, height);
}

/** The hits of a section to draw, counted from its first; `top` from under its heading. */
export function drawn({ top, count, height }: Section, scrollTop: number, viewport: number): Slice {
  return slice(scrollTop - top - headingHeight, count, viewport, height);
}

/** Where to scroll so that a hit is wholly in sight, the first of a kind with its heading. */
export function scrollToShow(
  index: number,
  sections: readonly Section[],
  scrollTop: number,
  viewport: number,
): number {
  const section = sections.findLast(({ from }) => from <= index);
  if (!section) return scrollTop;
  const top = section.top + headingHeight + padding + (index - section.from) * section.height;
  const above = index === section.from ? section.top : top - padding;
  const below = top + section.height + padding;
  if (above < scrollTop) return above;
  return below > scrollTop + viewport ? below - viewport : scrollTop;
}
