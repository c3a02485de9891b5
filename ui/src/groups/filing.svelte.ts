/** Which conversations are to be added to a group, while the palette asks to which. */
import type { View } from '../wire';

/** `from`: the view that they were chosen in; inside a group they can be moved out of it. */
export interface Filing {
  rowIDs: readonly number[];
  from: View;
}

let asked = $state.raw<Filing | null>(null);

export const addToGroup = {
  get asked(): Filing | null {
    return asked;
  },
  /** Opens the palette: from a menu, the reader's button or Ctrl+G. */
  ask(rowIDs: readonly number[], from: View) {
    if (rowIDs.length > 0) asked = { rowIDs, from };
  },
  close() {
    asked = null;
  },
};
