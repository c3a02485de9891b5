/** Which group's name is being typed in the groups pane. */

let target = $state<{ kind: 'new' } | { kind: 'rename'; group: string } | null>(null);

export const naming = {
  get isOn(): boolean {
    return target !== null;
  },
  get isNew(): boolean {
    return target?.kind === 'new';
  },
  isRenaming(group: string): boolean {
    return target?.kind === 'rename' && target.group === group;
  },
  start() {
    target = { kind: 'new' };
  },
  rename(group: string) {
    target = { kind: 'rename', group };
  },
  end() {
    target = null;
  },
};
