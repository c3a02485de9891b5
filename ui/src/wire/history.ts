/** What can be undone and redone. */

export type OperationKind =
  | 'createGroup'
  | 'createGroups'
  | 'deleteGroup'
  | 'renameGroup'
  | 'reorderGroups'
  | 'setGroupLook'
  | 'add'
  | 'remove'
  | 'move'
  | 'pin'
  | 'unpin'
  | 'reorderPinned'
  | 'mark'
  | 'unmark'
  | 'setCustomData'
  | 'deleteConversations'
  | 'restoreConversations';

/** What an undo or redo did, or would do. `params` carries names and counts for the sentence. */
export interface Operation {
  operationID: number;
  kind: OperationKind;
  /** An English sentence, for scripts. The window words it from `kind` and `params`. */
  label: string;
  params: {
    group?: string;
    from?: string;
    to?: string;
    count?: number;
    title?: string;
    /** The SDK's mark type that was set or taken away. */
    markType?: number;
  };
}
