/** Which of the window's dialogs is open. */

/** What is to be erased for good; without rows everything that is deleted. */
export interface Erasing {
  rowIDs?: readonly number[];
}

let settingsOpen = $state(false);
let keysOpen = $state(false);
let erasing = $state.raw<Erasing | null>(null);

export const dialogs = {
  get settings(): boolean {
    return settingsOpen;
  },
  set settings(open: boolean) {
    settingsOpen = open;
  },
  /** The list of shortcuts. */
  get keys(): boolean {
    return keysOpen;
  },
  set keys(open: boolean) {
    keysOpen = open;
  },
  /** Asked before it is done: it cannot be undone. */
  get erasing(): Erasing | null {
    return erasing;
  },
  set erasing(next: Erasing | null) {
    erasing = next;
  },
};
