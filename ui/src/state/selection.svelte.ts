/**
 * Which conversations are selected, and where the cursor is. A set of row ids that is changed in
 * place: rows on screen ask `has` and look again when `version` moves, so that selecting 100,000
 * costs one pass over their ids and nothing per row drawn.
 */
let ids = new Set<number>();
let version = $state(0);
/** Where a range begins, and the row that the keyboard acts on. */
let anchor = $state<number | null>(null);
let cursor = $state<number | null>(null);
/** A row that was chosen from elsewhere and may be out of sight; null once the list has shown it. */
let revealed = $state<number | null>(null);

/** What the keys held during a click ask for. */
export interface Keys {
  toggle: boolean;
  range: boolean;
}

/** A view's selection while another view is looked at. */
export interface Kept {
  ids: Set<number>;
  anchor: number | null;
  cursor: number | null;
}

export const selection = {
  has(rowID: number): boolean {
    return version >= 0 && ids.has(rowID);
  },
  get size(): number {
    return version >= 0 ? ids.size : 0;
  },
  /** The selected ids, in no order. */
  get ids(): number[] {
    return version >= 0 ? [...ids] : [];
  },
  get cursor(): number | null {
    return cursor;
  },

  /** A click on a row, or an arrow key that came to it. */
  press(rowID: number, keys: Keys, order: Uint32Array) {
    if (keys.range) {
      if (!keys.toggle) ids.clear();
      addRange(anchor ?? rowID, rowID, order);
      anchor ??= rowID;
    } else if (keys.toggle) {
      if (!ids.delete(rowID)) ids.add(rowID);
      anchor = rowID;
    } else {
      ids.clear();
      ids.add(rowID);
      anchor = rowID;
    }
    cursor = rowID;
    version++;
  },

  /** Moves the cursor and leaves the selection as it is. */
  moveCursor(rowID: number) {
    cursor = rowID;
  },

  all(order: Uint32Array) {
    ids.clear();
    for (const rowID of order) ids.add(rowID);
    version++;
  },

  /** Selects those of some rows that the order holds, the cursor on the first. */
  choose(rowIDs: ReadonlySet<number>, order: Uint32Array) {
    const chosen = order.filter((rowID) => rowIDs.has(rowID));
    const first = chosen[0] ?? null;
    selection.swap({ ids: new Set(chosen), anchor: first, cursor: first });
    revealed = first;
  },

  /** Gives, once, the row that is to be scrolled to. */
  takeRevealed(): number | null {
    const rowID = revealed;
    revealed = null;
    return rowID;
  },

  clear() {
    selection.swap({ ids: new Set(), anchor: null, cursor: null });
  },

  /** Takes up another selection and gives the one before, to be taken up again later. */
  swap(next: Kept): Kept {
    const before = { ids, anchor, cursor };
    ({ ids, anchor, cursor } = next);
    version++;
    return before;
  },

  /** Lets go of what the view no longer shows. */
  keepOnly(order: Uint32Array) {
    const shown = isShown(order);
    if (cursor !== null && !shown(cursor)) cursor = null;
    if (anchor !== null && !shown(anchor)) anchor = null;
    if (ids.size === 0) return;
    const before = ids.size;
    for (const rowID of ids) if (!shown(rowID)) ids.delete(rowID);
    if (ids.size !== before) version++;
  },
};

function addRange(from: number, to: number, order: Uint32Array) {
  const end = order.indexOf(to);
  const start = order.indexOf(from);
  if (end < 0) return;
  const [low, high] = start < 0 ? [end, end] : start < end ? [start, end] : [end, start];
  for (const rowID of order.subarray(low, high + 1)) ids.add(rowID);
}

/** A set costs a pass over the view; a few ids are found faster without. */
function isShown(order: Uint32Array): (rowID: number) => boolean {
  if (ids.size < 8) return (rowID) => order.includes(rowID);
  const shown = new Set(order);
  return (rowID) => shown.has(rowID);
}
