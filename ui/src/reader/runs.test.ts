import { describe, expect, it } from 'vitest';
import { messageRow } from '../testing/messageRow';
import type { MessageRow } from '../wire';
import { placeMessages, sameDay } from './runs';

const at = (day: number, hour: number, minute = 0) => new Date(2025, 9, day, hour, minute).getTime();

let nextID = 0;
function message(fields: Partial<MessageRow>): MessageRow {
  nextID += 1;
  return messageRow({ messageID: String(nextID), time: at(14, 9), sender: 'Ana', ...fields });
}

const runStarts = (messages: MessageRow[]) => placeMessages(messages, true).map((placed) => placed.startsRun);

describe('day lines', () => {
  it('stand above the first message of each day', () => {
    const placed = placeMessages(
      [message({ time: at(14, 9) }), message({ time: at(14, 23, 59) }), message({ time: at(15, 0) })],
      true,
    );
    expect(placed.map((one) => one.startsDay)).toEqual([true, false, true]);
  });

  it('do not stand above the first loaded message while older ones may be of the same day', () => {
    expect(placeMessages([message({})], false)[0]?.startsDay).toBe(false);
  });

  it('follow the calendar, not spans of 24 hours', () => {
    expect(sameDay(at(14, 23, 59), at(15, 0, 1))).toBe(false);
    expect(sameDay(at(14, 0, 1), at(14, 23, 59))).toBe(true);
  });

  it('stand once above those without a date, wherever on the calendar that would be', () => {
    const placed = placeMessages(
      [message({ time: 0 }), message({ time: -90_000_000 }), message({ time: at(14, 9) })],
      true,
    );
    expect(placed.map((one) => one.startsDay)).toEqual([true, false, true]);
  });

  it('break a run', () => {
    expect(runStarts([message({ time: at(14, 23, 59) }), message({ time: at(15, 0) })])).toEqual([
      true,
      true,
    ]);
  });
});

describe('runs', () => {
  it.each([
    ['join messages of one sender within minutes', {}, { time: at(14, 9, 4) }, false],
    ['end when another person writes', {}, { sender: 'Bo' }, true],
    ['end after a pause of five minutes', {}, { time: at(14, 9, 5) }, true],
    ['end where the owner of the same name writes', {}, { outgoing: true }, true],
    ['never hold system rows', { kind: 'system' as const }, { kind: 'system' as const }, true],
    ['join rows that are out of order by a little', { time: at(14, 9, 2) }, { time: at(14, 9) }, false],
  ])('%s', (_, first, second, startsRun) => {
    expect(runStarts([message(first), message(second)])).toEqual([true, startsRun]);
  });

  it('carry their tail on the last message', () => {
    const placed = placeMessages([message({}), message({}), message({ sender: 'Bo' })], true);
    expect(placed.map((one) => one.endsRun)).toEqual([false, true, true]);
  });

  it('are empty for an empty conversation', () => {
    expect(placeMessages([], true)).toEqual([]);
  });
});
