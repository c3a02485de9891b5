/** What the groups pane shows. */

export interface GroupSummary {
  name: string;
  /** Index into the palette of group colours, 0 to 11. */
  color: number;
  emoji: string;
  count: number;
}

/** All that the groups pane shows. */
export interface Overview {
  revision: number;
  all: number;
  ungrouped: number;
  pinned: number;
  /** Deleted ones that can still be brought back. */
  deleted: number;
  groups: GroupSummary[];
  /** Products with the number of conversations from each, largest first. */
  sources: { source: string; count: number }[];
}

/** A folder of a product, of which no conversation is in a group. */
export interface UngroupedFolder {
  source: string;
  /** The product's id of it. */
  folder: string;
  count: number;
}
