/** What stands in an avatar's place: letters and a colour that stay the same for a conversation. */

/** Colours in theme.css: `--avatar-0` to `--avatar-11`. */
const colors = 12;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first letter or digit of a title, or else its first sign. Empty for an empty title. */
export function monogram(title: string): string {
  let first = '';
  for (const { segment } of graphemes.segment(title)) {
    if (/[\p{L}\p{N}]/u.test(segment)) return segment.toLocaleUpperCase();
    if (!first && segment.trim()) first = segment;
  }
  return first;
}

/** The colour of a conversation's avatar: FNV-1a over its id. */
export function avatarColor(conversationID: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < conversationID.length; i++) {
    hash = Math.imul(hash ^ conversationID.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0) % colors;
}
