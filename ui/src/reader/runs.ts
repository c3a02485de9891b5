/**
 * How a stretch of messages is laid out: where a new day begins and which neighbours read as one
 * turn of the same person. Pure, so that the rules can be read and tested without a window.
 */
import type { MessageRow } from '../wire';
import { isDated } from './times';

/** A pause after which the same person's next message gets its name and time again. */
const PAUSE_MS = 5 * 60_000;

export interface PlacedMessage {
  message: MessageRow;
  /** A day line stands above this message. */
  startsDay: boolean;
  /** First of its run: shows who wrote it and when. */
  startsRun: boolean;
  /** Last of its run: carries the bubble's tail. */
  endsRun: boolean;
}

/**
 * Places messages in their order. `isStart`: nothing precedes the first one in the conversation.
 * In the middle of a conversation the first message gets no day line, for the day may have begun
 * above it, and a line that comes and goes while scrolling would be a jump.
 */
export function placeMessages(messages: readonly MessageRow[], isStart: boolean): PlacedMessage[] {
  const placed: PlacedMessage[] = [];
  let previous: PlacedMessage | undefined;
  for (const message of messages) {
    const startsDay = previous ? !sameDay(previous.message.time, message.time) : isStart;
    const joins = previous !== undefined && !startsDay && isSameTurn(previous.message, message);
    if (previous) previous.endsRun = !joins;
    previous = { message, startsDay, startsRun: !joins, endsRun: true };
    placed.push(previous);
  }
  return placed;
}

/** Whether both instants fall on one day of this machine's calendar, or both on none. */
export function sameDay(a: number, b: number): boolean {
  if (!isDated(a) || !isDated(b)) return isDated(a) === isDated(b);
  return new Date(a).toDateString() === new Date(b).toDateString();
}

function isSameTurn(first: MessageRow, second: MessageRow): boolean {
  return (
    first.kind !== 'system' &&
    second.kind !== 'system' &&
    first.sender === second.sender &&
    first.outgoing === second.outgoing &&
    first.assistant === second.assistant &&
    // Exports may hold messages out of order, so the distance counts, not the direction.
    Math.abs(second.time - first.time) < PAUSE_MS
  );
}
