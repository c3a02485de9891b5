/** Finding a group by a few typed letters. */

/**
 * How well a name answers a query: 0 begins with it, 1 a word of it does, 2 holds it, 3 holds its
 * letters in this order; null: not at all. Case and accents do not count.
 */
export function match(name: string, query: string): number | null {
  const text = fold(name);
  const wanted = fold(query);
  if (text.startsWith(wanted)) return 0;
  const at = text.indexOf(wanted);
  if (at >= 0) return /[\p{L}\p{N}]/u.test(text.charAt(at - 1)) ? 2 : 1;
  let from = 0;
  for (const letter of wanted.replaceAll(/\s/g, '')) {
    const found = text.indexOf(letter, from);
    if (found < 0) return null;
    from = found + letter.length;
  }
  return 3;
}

/** The groups that match, the best first, otherwise in their own order with recent ones first. */
export function findGroups<G extends { name: string }>(
  groups: readonly G[],
  query: string,
  recent: readonly string[],
): G[] {
  const place = (name: string) => {
    const at = recent.indexOf(name);
    return at < 0 ? recent.length : at;
  };
  return groups
    .map((group) => ({ group, match: match(group.name, query.trim()) }))
    .filter(({ match }) => match !== null)
    .sort((a, b) => (a.match ?? 0) - (b.match ?? 0) || place(a.group.name) - place(b.group.name))
    .map(({ group }) => group);
}

function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
