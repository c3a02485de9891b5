/**
 * Which effect a drop has: pure functions of what is in the hand, where it is held and whether
 * Shift is down. `null` means that the place has nothing to do with such a thing.
 */
import { placed } from './order';
import type { Edge, Effect, Payload, RowsPayload } from './payload';

/** The groups of a row as far as the window knows them; undefined for rows it never showed. */
export type GroupsOf = (rowID: number) => readonly string[] | undefined;

/**
 * With more rows than this nobody counts who is in a group: the window has not fetched most of them,
 * and this runs at every frame of a drag.
 */
const mostCounted = 1000;

const alreadyThere: Effect = { kind: 'refuse', why: 'alreadyThere' };

/** Those that are in a group. What the window never fetched is where it was picked up. */
function among(group: string, { from, rowIDs }: RowsPayload, groupsOf: GroupsOf): number[] {
  const isViewed = from.kind === 'group' && from.name === group;
  return rowIDs.filter((rowID) => groupsOf(rowID)?.includes(group) ?? isViewed);
}

/**
 * Those that can leave the group being viewed. A search that was opened in it finds conversations
 * from everywhere, and they are picked up there as well.
 */
export function leaving(payload: RowsPayload, groupsOf: GroupsOf): readonly number[] {
  const { from, rowIDs } = payload;
  if (from.kind !== 'group') return [];
  return rowIDs.length > mostCounted ? rowIDs : among(from.name, payload, groupsOf);
}

/** Conversations onto a group: adds; with Shift, from inside another group, moves. */
export function effectOnGroup(
  payload: Payload,
  group: string,
  shift: boolean,
  groupsOf: GroupsOf,
): Effect | null {
  if (payload.kind !== 'rows') return null;
  const { from, rowIDs } = payload;
  if (shift && from.kind === 'group' && from.name !== group) {
    const { length: count } = leaving(payload, groupsOf);
    // A move is a change even when all are in the target already: they leave the other group.
    if (count > 0) return { kind: 'move', from: from.name, to: group, count };
  }
  if (rowIDs.length > mostCounted) return { kind: 'add', to: group, count: rowIDs.length, held: 0 };
  const held = among(group, payload, groupsOf).length;
  const count = rowIDs.length - held;
  return count === 0 ? alreadyThere : { kind: 'add', to: group, count, held };
}

/** Conversations onto "Ungrouped": removes them from the group that is being viewed. */
export function effectOnUngrouped(payload: Payload, groupsOf: GroupsOf): Effect | null {
  if (payload.kind !== 'rows') return null;
  const { from, rowIDs } = payload;
  if (from.kind === 'group') {
    const { length: count } = leaving(payload, groupsOf);
    return count > 0 ? { kind: 'remove', from: from.name, count } : { kind: 'refuse', why: 'notInGroup' };
  }
  const isGrouped = (rowID: number) => (groupsOf(rowID)?.length ?? 0) > 0;
  const areThere = from.kind === 'ungrouped' && !rowIDs.some(isGrouped);
  return areThere ? alreadyThere : { kind: 'refuse', why: 'notInGroupView' };
}

/** Conversations onto "New group": makes a group of them. */
export function effectOnNewGroup(payload: Payload): Effect | null {
  return payload.kind === 'rows' ? { kind: 'newGroup', count: payload.rowIDs.length } : null;
}

/** A group beside another group: changes the person's order. */
export function effectBesideGroup(
  payload: Payload,
  beside: string,
  edge: Edge,
  order: readonly string[],
): Effect | null {
  if (payload.kind !== 'group') return null;
  const { name } = payload;
  return placed(order, name, beside, edge) === null
    ? alreadyThere
    : { kind: 'placeGroup', name, beside, edge };
}

/** A pinned conversation beside another one, where pinned ones stand. */
export function effectBesidePinned(payload: Payload, beside: number, edge: Edge): Effect | null {
  if (payload.kind !== 'rows' || !payload.lead.isPinned || payload.rowIDs.length !== 1) return null;
  const [rowID] = payload.rowIDs;
  if (rowID === undefined) return null;
  return rowID === beside ? alreadyThere : { kind: 'placePinned', rowID, beside, edge };
}
