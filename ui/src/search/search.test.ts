import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answers, resetFakeHost } from '../testing/fakeHost';
import { selection } from '../state/selection.svelte';
import type { Commands, SearchHit, SearchResult } from '../wire';
import { search } from './search.svelte';

type Request = Commands['search']['request'];

const hit = (conversation: number, messageID: string | null): SearchHit => ({
  conversationID: `c${conversation}`,
  messageID,
  time: 0,
  sender: '',
  outgoing: false,
  snippet: 'x',
  ranges: [],
  event: null,
});
const hits = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => hit(from + index, `m${from + index}`));

let asked: Request[];

/** Answers every search with these, page by page. */
function answerWith(all: SearchHit[]) {
  answers.search = (request) => {
    asked.push(request);
    // No more than the core gives at once.
    const limit = Math.min(500, request.limit);
    return { total: all.length, hits: all.slice(request.offset, request.offset + limit) };
  };
}

const settled = () => vi.waitFor(() => expect(search.isAsking).toBe(false));

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 20 });
  resetFakeHost(0);
  asked = [];
  // Row ids are the numbers in the conversations' ids.
  answers.find_rows = ({ conversationIDList }) =>
    conversationIDList.map((id) => ({ rowID: Number(id.slice(1)), conversationID: id })) as never;
  answerWith(hits(0, 3));
  search.clear();
  return () => vi.useRealTimers();
});

async function type(text: string) {
  search.type(text);
  await vi.advanceTimersByTimeAsync(200);
  await settled();
}

describe('typing', () => {
  it('asks once, after a pause', async () => {
    for (const text of ['q', 'qu', 'quo']) search.type(text);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked.map(({ query }) => query)).toEqual(['quo']);
  });

  it('asks for nothing when there are only spaces', async () => {
    await type('   ');
    expect([search.isOpen, asked]).toEqual([false, []]);
  });

  it('drops an answer that comes after a newer question', async () => {
    let answerFirst: (result: SearchResult) => void = () => undefined;
    answers.search = (() => new Promise<SearchResult>((resolve) => (answerFirst = resolve))) as never;
    search.type('old');
    await vi.advanceTimersByTimeAsync(200);
    answerWith(hits(0, 2));
    await type('new');
    answerFirst({ total: 9, hits: hits(0, 9) });
    await vi.advanceTimersByTimeAsync(50);
    expect([search.answered, search.total, search.found.length]).toEqual(['new', 2, 2]);
  });

  it('keeps what was found in sight until the next answer', async () => {
    await type('one');
    answers.search = (() => new Promise(() => undefined)) as never;
    search.type('one two');
    await vi.advanceTimersByTimeAsync(200);
    expect([search.found.length, search.answered, search.isAsking]).toEqual([3, 'one', true]);
  });
});

describe('results', () => {
  it('carry the row ids that they are selected and dragged by', async () => {
    await type('quote');
    expect(search.found.map(({ rowID }) => rowID)).toEqual([0, 1, 2]);
  });

  it('leave out conversations that are gone meanwhile', async () => {
    answers.find_rows = () => [{ rowID: 2, conversationID: 'c2' }] as never;
    await type('quote');
    expect(search.found.map(({ rowID }) => rowID)).toEqual([2]);
  });

  it('come page by page until all are there', async () => {
    answerWith(hits(0, 120));
    await type('quote');
    for (let page = 0; page < 4; page++) await search.more();
    expect(asked.map(({ offset }) => offset)).toEqual([0, 50, 100]);
    expect(search.found.map(({ rowID }) => rowID)).toEqual(Array.from({ length: 120 }, (_, index) => index));
  });

  it('end where the core has no more, even if it counted more', async () => {
    answers.search = (request) => {
      asked.push(request);
      return { total: 80, hits: request.offset === 0 ? hits(0, 50) : [] };
    };
    await type('quote');
    for (let page = 0; page < 3; page++) await search.more();
    expect(asked).toHaveLength(2);
  });

  it('are narrowed to a group and a source by asking again', async () => {
    await type('quote');
    search.within('Family');
    await settled();
    search.from('telegram');
    await settled();
    expect(asked.at(-1)).toMatchObject({
      query: 'quote',
      groupName: 'Family',
      source: 'telegram',
      offset: 0,
    });
  });

  it('keep the active hit within bounds', async () => {
    await type('quote');
    search.activate(-1);
    expect(search.active).toBe(0);
    search.activate(99);
    expect(search.active).toBe(2);
  });
});

describe('a change of the library', () => {
  it('is shown, and everything that was in sight stays', async () => {
    answerWith(hits(0, 120));
    await type('quote');
    await search.more();
    search.activate(70);
    answerWith(hits(1, 120));
    await search.refresh();
    expect(asked.at(-1)).toMatchObject({ offset: 0, limit: 100 });
    expect([search.found.length, search.active, search.total]).toEqual([100, 70, 119]);
  });

  describe('leaves selected what was selected', () => {
    /** Reads pages until so many hits are there, and selects them all. */
    async function select(count: number) {
      await type('quote');
      while (search.found.length < count) await search.more();
      search.pressAll();
    }

    it('when it is more than the core gives at once', async () => {
      answerWith(hits(0, 900));
      await select(900);
      await search.refresh();
      expect([search.found.length, selection.size]).toEqual([900, 900]);
      expect(Math.max(...asked.map(({ limit }) => limit))).toBeLessThanOrEqual(500);
    });

    it('when new hits push it down', async () => {
      answerWith(hits(10, 900));
      await select(100);
      answerWith(hits(0, 900));
      await search.refresh();
      expect([search.found.length, selection.size]).toEqual([110, 100]);
    });

    it('when it comes to stand further down than was read', async () => {
      answers.get_rows = ({ rowIDs }) => rowIDs.map((rowID) => ({ rowID, isDeleted: false })) as never;
      answerWith(hits(0, 900));
      await select(50);
      answerWith([...hits(3, 900), ...hits(0, 3)]);
      await search.refresh();
      expect(selection.size).toBe(50);
    });

    it('but not what was deleted', async () => {
      answers.get_rows = ({ rowIDs }) => rowIDs.map((rowID) => ({ rowID, isDeleted: rowID < 2 })) as never;
      answerWith(hits(0, 900));
      await select(50);
      answerWith(hits(2, 900));
      await search.refresh();
      expect(selection.size).toBe(48);
    });

    it('and a range goes on from where it began', async () => {
      answerWith(hits(0, 9));
      await type('quote');
      search.press(2, { toggle: false, range: false });
      search.press(4, { toggle: false, range: true });
      await search.refresh();
      search.press(5, { toggle: false, range: true });
      expect(selection.ids).toEqual([2, 3, 4, 5]);
    });
  });

  it('asks for nothing when no search is open', async () => {
    await search.refresh();
    expect(asked).toEqual([]);
  });
});

describe('ending a search', () => {
  it('forgets the results, the filters and the selection among them', async () => {
    await type('quote');
    search.within('Family');
    await settled();
    selection.press(1, { toggle: false, range: false }, Uint32Array.from([0, 1, 2]));
    search.clear();
    expect([search.isOpen, search.found, search.groupName, selection.size]).toEqual([false, [], null, 0]);
  });
});

describe('a failure', () => {
  it('is kept to be told, and asking again clears it', async () => {
    const failure = new Error('locked');
    answers.search = () => {
      throw failure;
    };
    await type('quote');
    expect(search.failure).toBe(failure);
    answerWith(hits(0, 1));
    search.retry();
    await settled();
    expect([search.failure, search.found.length]).toEqual([null, 1]);
  });
});
