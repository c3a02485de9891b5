/**
 * The groups that conversations were put into last, the newest first. A convenience of this
 * window, not part of the library: names that are gone are left out where they are shown.
 */
const key = 'recentGroups';
const most = 5;

export function recentGroups(): string[] {
  try {
    const names: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberGroup(name: string): void {
  const names = [name, ...recentGroups().filter((each) => each !== name)].slice(0, most);
  try {
    localStorage.setItem(key, JSON.stringify(names));
  } catch {
    // No room, or storage is switched off: the palette works without.
  }
}
