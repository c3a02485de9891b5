import type { Row, View } from '../wire';

/** Conversations in the hand: one row, or the whole selection that the pressed row belongs to. */
export interface RowsPayload {
  kind: 'rows';
  rowIDs: readonly number[];
  /** The row under the pointer, which the preview shows. */
  lead: Pick<Row, 'title' | 'conversationID' | 'type' | 'isPinned'>;
  /**
   * The view they were picked up in. It stays so when a group springs open on the way. Hits of a
   * search need not be in it.
   */
  from: View;
}

/** A group in the hand, to be put elsewhere in the person's order. */
export interface GroupPayload {
  kind: 'group';
  name: string;
}

/** What is in the hand while something is dragged, by pointer or by keyboard. */
export type Payload = RowsPayload | GroupPayload;

/** Which half of a target the pointer is over: what is dropped goes before it or after it. */
export type Edge = 'before' | 'after';

/** What a drop would do. The preview words it, the target shows it, the drop does it. */
export type Effect =
  /** `count` are new to the group, `held` are there already. */
  | { kind: 'add'; to: string; count: number; held: number }
  | { kind: 'move'; from: string; to: string; count: number }
  | { kind: 'remove'; from: string; count: number }
  | { kind: 'newGroup'; count: number }
  | { kind: 'placeGroup'; name: string; beside: string; edge: Edge }
  | { kind: 'placePinned'; rowID: number; beside: number; edge: Edge }
  | { kind: 'refuse'; why: Refusal };

/** Why a target that could take such a thing does not take this one. */
export type Refusal = 'alreadyThere' | 'notInGroup' | 'notInGroupView';
