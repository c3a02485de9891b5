/** What the groups pane shows: counts, groups and their looks, sources. */
import { call } from '../host';
import type { GroupSummary, Overview } from '../wire';
import { latest } from './latest';

let overview = $state.raw<Overview>({
  revision: 0,
  all: 0,
  ungrouped: 0,
  pinned: 0,
  deleted: 0,
  groups: [],
  sources: [],
});

let isKnown = $state(false);

export const library = {
  get overview(): Overview {
    return overview;
  },
  get groups(): GroupSummary[] {
    return overview.groups;
  },
  /** Whether the core has answered: before that, nothing counted says nothing. */
  get isKnown(): boolean {
    return isKnown;
  },
  group(name: string): GroupSummary | undefined {
    return overview.groups.find((group) => group.name === name);
  },

  /** Asks the core. An answer older than what is shown already is dropped. */
  refresh: latest(async () => {
    const answer = await call('get_overview', undefined);
    if (isKnown && answer.revision < overview.revision) return;
    overview = answer;
    isKnown = true;
  }),

  /** Shows a change before the core has confirmed it; `refresh` brings the truth either way. */
  foresee(change: (overview: Overview) => Overview) {
    overview = change(overview);
  },
};
