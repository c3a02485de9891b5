/** Cuts a snippet into found and other pieces, so that the window can mark them without HTML. */

export interface Piece {
  text: string;
  found: boolean;
}

/** Marks in `text` what was found elsewhere: a sentence has other words around the same names. */
export function markFound(text: string, found: readonly string[]): Piece[] {
  const lower = text.toLowerCase();
  const ranges: [number, number][] = [];
  for (const word of found.map((each) => each.toLowerCase()).filter(Boolean)) {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
      ranges.push([at, at + word.length]);
    }
  }
  return markRanges(text, ranges);
}

/** `ranges` are `[start, end)` in UTF-16 units; overlapping, unordered and stray ones are borne. */
export function markRanges(text: string, ranges: readonly (readonly [number, number])[]): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  const push = (end: number, found: boolean) => {
    if (end > done) pieces.push({ text: text.slice(done, end), found });
    done = Math.max(done, end);
  };
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (end <= start || end <= done || start >= text.length) continue;
    push(start, false);
    push(Math.min(end, text.length), true);
  }
  push(text.length, false);
  return pieces;
}
