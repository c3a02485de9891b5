import { describe, expect, it, vi } from 'vitest';
import type { Anchor, MessageRow, MessageWindow } from '../wire';
import { KEPT, MOST, OpenConversation, PAGE } from './openConversation.svelte';

const TOTAL = 1000;
const all = Array.from({ length: TOTAL }, (_, index) => ({ messageID: `m${index}` }) as MessageRow);

/** A conversation of a thousand messages, read as the core reads it. */
function read(anchor: Anchor, limit: number): Promise<MessageWindow> {
  const indexOf = (id: string) => all.findIndex((message) => message.messageID === id);
  let start: number;
  let end: number;
  if ('before' in anchor) [start, end] = [indexOf(anchor.before) - limit, indexOf(anchor.before)];
  else if ('after' in anchor) [start, end] = [indexOf(anchor.after) + 1, indexOf(anchor.after) + 1 + limit];
  else if ('around' in anchor)
    [start, end] = [indexOf(anchor.around) - limit / 2, indexOf(anchor.around) + limit / 2];
  else [start, end] = anchor.at === 'end' ? [TOTAL - limit, TOTAL] : [0, limit];
  start = Math.max(0, start);
  end = Math.min(TOTAL, end);
  return Promise.resolve({ messages: all.slice(start, end), hasBefore: start > 0, hasAfter: end < TOTAL });
}

const span = (open: OpenConversation) => [open.messages[0]?.messageID, open.messages.at(-1)?.messageID];

describe('a long conversation', () => {
  it('opens at its end with one page', async () => {
    const open = new OpenConversation(read);
    await open.open({ at: 'end' });
    expect(span(open)).toEqual([`m${TOTAL - PAGE}`, 'm999']);
    expect([open.hasBefore, open.hasAfter, open.isLoading]).toEqual([true, false, false]);
  });

  it('grows at both ends without a gap', async () => {
    const open = new OpenConversation(read);
    await open.open({ around: 'm500' });
    await open.extendBefore();
    await open.extendAfter();
    expect(span(open)).toEqual([`m${500 - 1.5 * PAGE}`, `m${499 + 1.5 * PAGE}`]);
    expect(open.messages).toEqual(all.slice(500 - 1.5 * PAGE, 500 + 1.5 * PAGE));
  });

  it('asks for no more at its ends', async () => {
    const asked = vi.fn(read);
    const open = new OpenConversation(asked);
    await open.open({ at: 'end' });
    await open.extendAfter();
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('asks for each page once, however often scrolling asks', async () => {
    const asked = vi.fn(read);
    const open = new OpenConversation(asked);
    await open.open({ at: 'end' });
    await Promise.all([open.extendBefore(), open.extendBefore(), open.extendBefore()]);
    expect(asked).toHaveBeenCalledTimes(2);
    expect(open.messages).toHaveLength(2 * PAGE);
  });

  it.each([
    ['first', 0, `m${TOTAL - KEPT - 120}`, [false, true]],
    ['last', -1, 'm999', [true, false]],
  ] as const)('lets go of the far end while the %s message is read', async (_, at, edge, more) => {
    const open = new OpenConversation(read);
    await open.open({ at: 'end' }, KEPT + 120);
    open.hasBefore = false;
    open.letGo(open.messages.at(at)?.messageID ?? '');
    expect(open.messages).toHaveLength(KEPT);
    expect(open.messages.at(at)?.messageID).toBe(edge);
    expect([open.hasBefore, open.hasAfter]).toEqual(more);
  });

  it('is never read again in a larger piece than the core gives', async () => {
    const asked = vi.fn(read);
    const open = new OpenConversation(asked);
    await open.open({ at: 'end' }, TOTAL);
    await open.refresh('m500');
    expect(asked.mock.lastCall?.[1]).toBe(MOST);
    expect([open.hasBefore, open.hasAfter]).toEqual([true, true]);
  });

  it('keeps its stretch when it is read again after an import', async () => {
    const open = new OpenConversation(read);
    await open.open({ around: 'm500' });
    await open.refresh('m500');
    expect(span(open)).toEqual([`m${500 - PAGE / 2}`, `m${499 + PAGE / 2}`]);
  });
});

describe('answers that come late', () => {
  it('are dropped when something else was opened meanwhile', async () => {
    let answerLate: (stretch: MessageWindow) => void = () => undefined;
    const late = new Promise<MessageWindow>((resolve) => (answerLate = resolve));
    const open = new OpenConversation((anchor, limit) => ('at' in anchor ? late : read(anchor, limit)));
    const first = open.open({ at: 'end' });
    await open.open({ around: 'm500' });
    answerLate({ messages: [], hasBefore: false, hasAfter: false });
    expect(await first).toBe(false);
    expect(open.messages).toHaveLength(PAGE);
  });

  it('never prepend to what was opened after they were asked for', async () => {
    const open = new OpenConversation(read);
    await open.open({ at: 'end' });
    const extending = open.extendBefore();
    await open.open({ at: 'start' });
    await extending;
    expect(open.messages).toEqual(all.slice(0, PAGE));
  });
});

describe('a failure', () => {
  it('to read on is kept too, what was read stays, and reading on later clears it', async () => {
    const failure = new Error('locked');
    const asked = vi.fn(read);
    const open = new OpenConversation(asked);
    await open.open({ at: 'end' });
    asked.mockRejectedValueOnce(failure);
    await open.extendBefore();
    expect([open.failure, open.messages.length]).toEqual([failure, PAGE]);
    await open.extendBefore();
    expect([open.failure, open.messages.length]).toEqual([null, 2 * PAGE]);
  });

  it('is kept for the reader to word, and a later success clears it', async () => {
    const failure = new Error('locked');
    const asked = vi.fn(read).mockRejectedValueOnce(failure);
    const open = new OpenConversation(asked);
    expect(await open.open({ at: 'end' })).toBe(false);
    expect([open.failure, open.isLoading]).toEqual([failure, false]);
    expect(await open.open({ at: 'end' })).toBe(true);
    expect(open.failure).toBeNull();
  });
});
