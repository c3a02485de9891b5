/**
 * What the list shows: a view, its sort and filter, and the ids of its rows in order. The order
 * comes twice: a first window at once, so that something is painted, then the whole.
 */
import { call } from '../host';
import { search } from '../search/search.svelte';
import type { Filter, Sort, View } from '../wire';
import { latest } from './latest';
import { selection, type Kept } from './selection.svelte';

/** Enough for the tallest screens. */
const firstWindow = 80;

let view = $state.raw<View>({ kind: 'all' });
let sort = $state.raw<Sort>('latest');
let filter = $state.raw<Filter>({});
let order = $state.raw(new Uint32Array());
/** The order holds the whole view, not only its first window. */
let complete = $state(false);
/** Why the view could not be read; null when it could. */
let failure = $state.raw<unknown>(null);
/** Which view, sort and filter the order belongs to; empty before the first. */
let shown = $state('');
/** Selections of views that a drag looks away from: going back to them loses none. */
const left = new Map<string, Kept>();

export const current = {
  get view(): View {
    return view;
  },
  get sort(): Sort {
    return sort;
  },
  get filter(): Filter {
    return filter;
  },
  get order(): Uint32Array {
    return order;
  },
  get complete(): boolean {
    return complete;
  },
  /** Which view, sort and filter the order belongs to: while a view is on its way, still the one before. */
  get shown(): string {
    return shown;
  },
  get failure(): unknown {
    return failure;
  },

  /** Opens a view with nothing selected: what was selected in the one before is out of sight and mind. */
  open(next: View): Promise<void> {
    if (sameView(next, view)) return Promise.resolve();
    selection.clear();
    left.clear();
    view = next;
    return load();
  },
  /** Looks into a view in the middle of a drag, or back: each has its selection again. */
  lookInto(next: View): Promise<void> {
    if (sameView(next, view)) return Promise.resolve();
    const there = left.get(JSON.stringify(next)) ?? { ids: new Set(), anchor: null, cursor: null };
    left.set(JSON.stringify(view), selection.swap(there));
    view = next;
    return load();
  },
  /** Opens a view in an order and narrowed, with nothing selected. */
  show(nextView: View, nextSort: Sort, nextFilter: Filter): Promise<void> {
    view = nextView;
    sort = nextSort;
    return current.filterBy(nextFilter);
  },
  sortBy(next: Sort): Promise<void> {
    sort = next;
    return load();
  },
  filterBy(next: Filter): Promise<void> {
    filter = next;
    selection.clear();
    left.clear();
    return load();
  },
  /** Reads the view again after it could not be read, or for the first time. */
  retry(): Promise<void> {
    return load();
  },

  /** Asks for the order again, after a change; the old one stays until the new one is here. */
  refresh: latest(() => ask()),

  /** Shows an order before the core has confirmed it. */
  foresee(next: Uint32Array<ArrayBuffer>) {
    order = next;
    letGo();
  },

  /** Follows a group that was renamed while it is open. */
  renamed(oldName: string, newName: string) {
    if (view.kind !== 'group' || view.name !== oldName) return;
    view = { kind: 'group', name: newName };
    shown = key();
  },
};

export function sameView(one: View, other: View): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function key(): string {
  return JSON.stringify([view, sort, filter]);
}

function request(limit?: number) {
  return call('get_view_order', { view, sort, filter, limit });
}

/** Shows a view that was not shown before. */
async function load(): Promise<void> {
  const wanted = key();
  failure = null;
  const whole = request();
  // The first window is a head start: what is wrong with it will be wrong with the whole too.
  void request(firstWindow).then(
    (first) => {
      if (wanted === key() && shown !== wanted) show(first, false);
    },
    () => undefined,
  );
  try {
    const all = await whole;
    if (wanted === key()) show(all, true);
  } catch (problem) {
    if (wanted !== key()) return;
    order = new Uint32Array();
    failure = problem;
  }
}

async function ask(): Promise<void> {
  const wanted = key();
  const all = await request();
  if (wanted === key()) show(all, true);
}

function show(rowIDs: Uint32Array<ArrayBuffer>, whole: boolean) {
  order = rowIDs;
  complete = whole;
  failure = null;
  shown = key();
  if (whole) letGo();
}

/** Lets go of what the view no longer shows. In a search what it found is selected, in view or not. */
function letGo() {
  if (!search.isOpen) selection.keepOnly(order);
}
