/**
 * Names that come from exports: titles, people, files. Characters that turn the direction of what
 * follows them can make “exe.jpg” of a program’s name, and turn the words around it too; a name
 * shows its own letters in their order without them.
 */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/g;

export function plainName(name: string): string {
  return name.replace(TURNING, '');
}
