import type { View } from '../wire';

/**
 * The changes that a drop makes. Each is one command of the core and one undo; it shows its result
 * at once, takes it back if the command fails, and offers Undo. None of them rejects.
 */
export interface DropOperations {
  /** `to` adds, `from` removes, both move. */
  fileRows(rowIDs: readonly number[], change: { to: string | null; from: string | null }): Promise<void>;
  /** Makes a group of the rows, then asks for its name in place. */
  newGroupOf(rowIDs: readonly number[]): Promise<void>;
  reorderGroups(names: string[]): Promise<void>;
  reorderPinned(rowIDs: number[]): Promise<void>;
}

/** What dragging needs of the window around it. */
export interface DragWorld {
  operations: DropOperations;
  /** The person's groups in their order. */
  groupNames(): readonly string[];
  /** The pinned conversations in their order, asked for when one of them is dropped. */
  pinnedOrder(): Promise<readonly number[]>;
  /** The groups of a row, or undefined for a row that the window has not fetched. */
  groupsOf(rowID: number): readonly string[] | undefined;
  /** What the list shows now. */
  view(): View;
  openView(view: View): void;
}

let current: DragWorld | undefined;

/** Called once, when the window starts. */
export function setWorld(world: DragWorld): void {
  current = world;
}

export function world(): DragWorld {
  if (!current) throw new Error('dragging is used before it is set up');
  return current;
}
