/** The most bytes of UTF-8 that a group's name holds. */
export const nameLimit = 32;

const encoder = new TextEncoder();

/** How many bytes the core counts for a typed name. */
export function nameBytes(typed: string): number {
  return encoder.encode(typed.normalize('NFC').trim()).length;
}
