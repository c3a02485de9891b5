/** The places of Sheaf's window where things can be dropped, and what each drop does. */
import { rememberGroup } from '../groups/recent';
import { t } from '../messages';
import {
  effectBesideGroup,
  effectBesidePinned,
  effectOnGroup,
  effectOnNewGroup,
  effectOnUngrouped,
  leaving,
} from './effect';
import { placed } from './order';
import type { Effect, Payload } from './payload';
import type { DropHandler } from './targets';
import { world } from './world';

/** A group's row: takes conversations in, and other groups beside it. */
export function ontoGroup(name: string): DropHandler {
  return {
    accepts: (payload, { shift, edge }) =>
      effectOnGroup(payload, name, shift, world().groupsOf) ??
      effectBesideGroup(payload, name, edge, world().groupNames()),
    drop: carryOut,
    spring() {
      const before = world().view();
      if (before.kind === 'group' && before.name === name) return undefined;
      world().openView({ kind: 'group', name });
      return () => world().openView(before);
    },
    label: () => name,
  };
}

/** "Ungrouped": takes conversations out of the group being viewed. */
export function ontoUngrouped(): DropHandler {
  return {
    accepts: (payload) => effectOnUngrouped(payload, world().groupsOf),
    drop: carryOut,
    label: () => t('drag.place.ungrouped'),
  };
}

/** "New group": makes a group of the conversations. */
export function ontoNewGroup(): DropHandler {
  return { accepts: effectOnNewGroup, drop: carryOut, label: () => t('drag.place.newGroup') };
}

/** The list: takes what was picked up elsewhere into the group that it shows. */
export function ontoList(): DropHandler {
  return {
    accepts(payload, { shift }) {
      const view = world().view();
      if (view.kind !== 'group' || payload.kind !== 'rows') return null;
      if (payload.from.kind === 'group' && payload.from.name === view.name) return null;
      return effectOnGroup(payload, view.name, shift, world().groupsOf);
    },
    drop: carryOut,
    staysOpen: true,
  };
}

/** A pinned conversation's row, where pinned ones stand: takes other pinned ones beside it. */
export function ontoPinnedRow(rowID: number): DropHandler {
  return { accepts: (payload, { edge }) => effectBesidePinned(payload, rowID, edge), drop: carryOut };
}

/** Does what an effect says. Orders are read now, not when the thing was picked up. */
async function carryOut(payload: Payload, effect: Effect): Promise<void> {
  const { operations, groupNames, groupsOf, pinnedOrder } = world();
  const rowIDs = payload.kind === 'rows' ? payload.rowIDs : [];
  // As many as the effect counted, and no others.
  const going = payload.kind === 'rows' ? leaving(payload, groupsOf) : [];
  switch (effect.kind) {
    case 'add':
      rememberGroup(effect.to);
      return operations.fileRows(rowIDs, { to: effect.to, from: null });
    case 'move':
      rememberGroup(effect.to);
      return operations.fileRows(going, { to: effect.to, from: effect.from });
    case 'remove':
      return operations.fileRows(going, { to: null, from: effect.from });
    case 'newGroup':
      return operations.newGroupOf(rowIDs);
    case 'placeGroup': {
      const order = placed(groupNames(), effect.name, effect.beside, effect.edge);
      return order ? operations.reorderGroups(order) : undefined;
    }
    case 'placePinned': {
      const order = placed(await pinnedOrder(), effect.rowID, effect.beside, effect.edge);
      return order ? operations.reorderPinned(order) : undefined;
    }
    case 'refuse':
      return undefined;
  }
}
