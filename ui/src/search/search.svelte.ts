/**
 * What is searched for and what was found. An answer that comes after a newer question is dropped;
 * what was found stays in sight until the next answer is here, so that typing does not flicker.
 */
import { call } from '../host';
import { latest } from '../state/latest';
import { selection, type Keys } from '../state/selection.svelte';
import type { SearchHit } from '../wire';

/** Hits asked for at a time. */
const PAGE = 50;
/** More than this the core does not give at once. */
const MOST = 500;
/** Milliseconds after the last key before the core is asked. */
const PAUSE = 120;

/** A hit whose conversation is in the library, with the id that rows are selected and dragged by. */
export interface Found {
  hit: SearchHit;
  rowID: number;
}

let text = $state('');
let groupName = $state<string | null>(null);
let source = $state<string | null>(null);
let found = $state.raw<readonly Found[]>([]);
let total = $state(0);
/** Hits that the core has given, also those whose conversation was gone. */
let given = 0;
let active = $state(0);
/** Where a range of hits begins. By hit, not by row: one conversation may be found many times. */
let anchor = 0;
let isAsking = $state(false);
let answered = $state('');
let failure = $state<unknown>(null);

let question = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export const search = {
  get text(): string {
    return text;
  },
  /** Results stand in the list's place while there is something to search for. */
  get isOpen(): boolean {
    return text.trim() !== '';
  },
  get groupName(): string | null {
    return groupName;
  },
  get source(): string | null {
    return source;
  },
  get found(): readonly Found[] {
    return found;
  },
  get total(): number {
    return total;
  },
  /** The index of the hit that Enter opens and that the keys act on. */
  get active(): number {
    return active;
  },
  /** The text that `found` answers; what is typed may already be further. */
  get answered(): string {
    return answered;
  },
  get isAsking(): boolean {
    return isAsking;
  },
  get failure(): unknown {
    return failure;
  },

  type(next: string): void {
    const wasOpen = search.isOpen;
    text = next;
    if (wasOpen !== search.isOpen) selection.clear();
    clearTimeout(timer);
    if (search.isOpen) timer = setTimeout(() => void ask(), PAUSE);
    else forget();
  },

  /** Searches in one group, or everywhere. */
  within(group: string | null): void {
    groupName = group;
    void ask();
  },

  /** Searches what came from one product, or from all. */
  from(product: string | null): void {
    source = product;
    void ask();
  },

  clear(): void {
    groupName = null;
    source = null;
    search.type('');
  },

  /** Goes to a hit; what is selected stays. */
  activate(index: number): void {
    active = anchor = Math.max(0, Math.min(index, found.length - 1));
    const hit = found[active];
    if (hit) selection.moveCursor(hit.rowID);
  },

  /** Goes to a hit and selects its conversation: alone, with Ctrl one more or one less, with Shift a range. */
  press(index: number, keys: Keys): void {
    const from = anchor;
    search.activate(index);
    const hit = found[active];
    if (!hit) return;
    if (keys.range) {
      anchor = Math.min(from, found.length - 1);
      const range = rowsOf(found.slice(Math.min(anchor, active), Math.max(anchor, active) + 1));
      selection.all(keys.toggle ? Uint32Array.from([...selection.ids, ...range]) : range);
    } else {
      selection.press(hit.rowID, keys, new Uint32Array());
    }
  },

  /** Selects every conversation that was found so far. */
  pressAll(): void {
    selection.all(rowsOf(found));
  },

  /** The next page, when there is one. */
  async more(): Promise<void> {
    if (!isAsking && given < total) await read(question, given, () => PAGE);
  },

  retry(): void {
    void ask();
  },

  /** Asks for all that is shown once more, after the library changed. What is selected stays so. */
  refresh: latest(async () => {
    if (!search.isOpen || answered !== text.trim()) return;
    const began = anchor;
    // What came new pushes down what was in sight.
    const wanted = (all: number) => Math.max(PAGE, given + Math.max(0, all - total));
    if (!(await read(++question, 0, wanted, maybeFurtherDown))) return;
    search.activate(active);
    anchor = Math.max(0, Math.min(began, found.length - 1));
  }),
};

/** What stays selected of what some hits do not hold. */
type Keep = (hits: readonly Found[]) => Promise<number[]>;

/** Another question lets go of what it does not find. */
const nothing: Keep = () => Promise.resolve([]);

/** Hits that are not read yet may hold what was read before; a conversation that was deleted they do not. */
const maybeFurtherDown: Keep = async (hits) => {
  const here = new Set(rowsOf(hits));
  const rowIDs = selection.ids.filter((rowID) => !here.has(rowID));
  if (rowIDs.length === 0) return [];
  const rows = await call('get_rows', { rowIDs });
  return rows.filter((row) => !row.isDeleted).map((row) => row.rowID);
};

function rowsOf(hits: readonly Found[]): Uint32Array {
  return Uint32Array.from(hits, ({ rowID }) => rowID);
}

async function ask(): Promise<void> {
  clearTimeout(timer);
  if (search.isOpen && (await read(++question, 0, () => PAGE))) search.activate(0);
}

function forget(): void {
  question++;
  found = [];
  total = given = active = 0;
  answered = '';
  isAsking = false;
  failure = null;
}

/**
 * Reads on from `offset` until there are as many hits as are `wanted` of all. Resolves with whether they
 * are shown.
 */
async function read(
  asked: number,
  offset: number,
  wanted: (all: number) => number,
  keep = nothing,
): Promise<boolean> {
  const query = text.trim();
  isAsking = true;
  try {
    const hits: Found[] = [];
    let next = offset;
    let all = total;
    let end = offset + wanted(total);
    do {
      const answer = await call('search', {
        query,
        ...(groupName !== null && { groupName }),
        ...(source !== null && { source }),
        limit: Math.min(MOST, end - next),
        offset: next,
      });
      hits.push(...(await withRows(answer.hits)));
      if (asked !== question) return false;
      next += answer.hits.length;
      // A page without hits is the end, whatever was counted before.
      all = answer.hits.length === 0 ? next : answer.total;
      end = Math.min(all, offset + wanted(all));
    } while (next < end);
    const kept = next < all ? await keep(hits) : [];
    if (asked !== question) return false;
    found = offset === 0 ? hits : [...found, ...hits];
    // Nobody files what they no longer see.
    if (offset === 0) selection.keepOnly(Uint32Array.from([...rowsOf(found), ...kept]));
    given = next;
    total = all;
    answered = query;
    failure = null;
  } catch (thrown) {
    if (asked !== question) return false;
    failure = thrown;
  }
  isAsking = false;
  return failure === null;
}

async function withRows(hits: readonly SearchHit[]): Promise<Found[]> {
  const conversationIDList = [...new Set(hits.map((hit) => hit.conversationID))];
  const rows = await call('find_rows', { conversationIDList });
  const ids = new Map(rows.map((row) => [row.conversationID, row.rowID]));
  return hits.flatMap((hit) => {
    const rowID = ids.get(hit.conversationID);
    return rowID === undefined ? [] : [{ hit, rowID }];
  });
}
