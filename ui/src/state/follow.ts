/** Keeps what the window shows true to the core: its events say what changed, the window asks again. */
import { hear } from '../host';
import { library } from './library.svelte';
import { cache } from './rows.svelte';
import { current } from './view.svelte';

export async function followChanges(): Promise<void> {
  await Promise.all([
    hear('onConversationGroupListUpdated', () => {
      // Rows name their groups in the person's order, and that may be another one now.
      cache.invalidate(null);
      library.refresh().then(leaveLostGroup, () => undefined);
    }),
    hear('onGroupLooksUpdated', () => void library.refresh().catch(() => undefined)),
    hear('onConversationListUpdated', ({ conversationIDList }) => changed(conversationIDList)),
    hear('onConversationInGroupUpdated', ({ conversationIDList }) => changed(conversationIDList)),
    hear('onTotalUnreadMessageCountUpdated', () => {
      cache.invalidate(null);
    }),
  ]);
}

function changed(conversationIDs: string[] | null) {
  cache.invalidate(conversationIDs);
  // A refresh that fails leaves what was shown; the next event or operation tells why.
  library.refresh().catch(() => undefined);
  current.refresh().catch(() => undefined);
}

/** The group that is open may have been deleted or renamed by a script or an undo, or since the last start. */
export function leaveLostGroup() {
  const { view } = current;
  if (view.kind === 'group' && !library.group(view.name)) void current.open({ kind: 'all' });
}
