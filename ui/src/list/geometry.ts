/**
 * Where the rows of a list stand. All rows of a list are equally high, so a row's place is its index
 * times its height; only what is on screen is in the document. Browsers draw nothing beyond about 33
 * million pixels, so a list that would be higher is drawn at a scale: its scroll bar stands for
 * the whole, and rows are set where they belong for the place it is at.
 */

/** CSS pixels from one conversation to the next: a row of 62 and a gap of one. Other lists name theirs. */
export const rowHeight = 63;
/** Room above the first row and below the last, CSS pixels. */
export const padding = 6;
/** The highest that a list is in the document, CSS pixels. */
export const highest = 15_000_000;
/** Rows drawn beyond each edge, so that a fast wheel shows rows and not gaps. */
const overscan = 6;

export interface Slice {
  /** The first index drawn, and the one after the last. */
  start: number;
  end: number;
  /** Where the row at `start` stands in the document, CSS pixels. */
  top: number;
}

export function contentHeight(count: number, height = rowHeight): number {
  return count * height + 2 * padding;
}

/** How high the list is in the document. */
export function documentHeight(count: number, height = rowHeight): number {
  return Math.min(contentHeight(count, height), highest);
}

/** From a place of the scroll bar to one in the whole list, both CSS pixels from the top. */
export function toContent(scrollTop: number, count: number, viewport: number, height = rowHeight): number {
  return scrollTop * scale(count, viewport, height);
}

/** The other way round. */
export function toScroll(contentTop: number, count: number, viewport: number): number {
  return contentTop / scale(count, viewport, rowHeight);
}

function scale(count: number, viewport: number, height: number): number {
  const room = documentHeight(count, height) - viewport;
  return room > 0 ? (contentHeight(count, height) - viewport) / room : 1;
}

/** The nearest place that the scroll bar can be at. */
export function within(scrollTop: number, count: number, viewport: number): number {
  return Math.max(0, Math.min(scrollTop, documentHeight(count) - viewport));
}

/** The rows to draw for a place of the scroll bar. */
export function slice(scrollTop: number, count: number, viewport: number, height = rowHeight): Slice {
  const from = toContent(scrollTop, count, viewport, height);
  const first = Math.floor((from - padding) / height) - overscan;
  const last = Math.ceil((from + viewport - padding) / height) + overscan;
  const start = Math.max(0, Math.min(first, count - 1));
  const end = Math.max(0, Math.min(last, count));
  return { start, end, top: scrollTop + (padding + start * height - from) };
}

/** The index of the first row that is wholly in sight. */
export function firstInSight(scrollTop: number, count: number, viewport: number): number {
  return Math.max(0, Math.ceil((toContent(scrollTop, count, viewport) - padding) / rowHeight));
}

/** Where to scroll so that a row is wholly in sight; the same place when it is already. */
export function scrollToShow(index: number, scrollTop: number, count: number, viewport: number): number {
  const from = toContent(scrollTop, count, viewport);
  const top = padding + index * rowHeight;
  if (top - padding < from) return toScroll(Math.max(0, top - padding), count, viewport);
  const bottom = top + rowHeight + padding;
  if (bottom > from + viewport) return toScroll(bottom - viewport, count, viewport);
  return scrollTop;
}

/**
 * The index that a key leads to from `at` (-1: from nowhere), perhaps past an end; undefined for
 * other keys. `viewport`: CSS pixels, for a page.
 */
export function indexForKey(key: string, at: number, total: number, viewport: number): number | undefined {
  const page = Math.max(1, Math.floor(viewport / rowHeight) - 1);
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at < 0 ? 0 : at - 1;
    case 'PageDown':
      return at + page;
    case 'PageUp':
      return at - page;
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
  }
  return undefined;
}
