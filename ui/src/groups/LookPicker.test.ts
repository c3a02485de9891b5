import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { language } from '../state/language.svelte';
import { library } from '../state/library.svelte';
import { answers, resetFakeHost } from '../testing/fakeHost';
import LookPicker from './LookPicker.svelte';

beforeEach(async () => {
  resetFakeHost(20);
  language.choose('en');
  await library.refresh();
});

function open() {
  const [group] = library.groups;
  if (!group) throw new Error('the fake host has groups');
  render(LookPicker, { group: group.name, onclose: () => undefined });
  return group;
}

const tabStops = (name: string) => {
  const choices = screen.getByRole('radiogroup', { name }).querySelectorAll<HTMLElement>('[role=radio]');
  return [...choices].filter(({ tabIndex }) => tabIndex === 0);
};

describe('the look of a group', () => {
  it('is what the title says, and its colours have names', () => {
    const { name, color } = open();
    expect(screen.getByRole('dialog', { name: `Look of ${name}` })).toBeDefined();
    const names = screen.getAllByRole('radio').map((choice) => choice.getAttribute('aria-label'));
    expect(names.slice(0, 3)).toEqual(['Orange', 'Blue', 'Purple']);
    expect(screen.getAllByRole('radio')[color]?.getAttribute('aria-checked')).toBe('true');
  });

  it('is one stop of Tab for the colours and one for the emoji', () => {
    open();
    expect(tabStops('Colour')).toHaveLength(1);
    expect(tabStops('Emoji')).toHaveLength(1);
  });

  it('is gone through by arrows, which take nothing; pressing takes one', async () => {
    const set = vi.fn(({ groupName }: { groupName: string }) => ({ groupName }));
    answers.set_group_look = set;
    const { name } = open();
    const [first] = tabStops('Emoji') as [HTMLElement];
    first.focus();
    await fireEvent.keyDown(first, { key: 'ArrowDown' });
    await fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'ArrowRight' });
    const choices = [...screen.getByRole('radiogroup', { name: 'Emoji' }).querySelectorAll('[role=radio]')];
    expect(choices.indexOf(document.activeElement as Element)).toBe(choices.indexOf(first) + 9);
    expect(set).not.toHaveBeenCalled();
    await fireEvent.click(document.activeElement as HTMLElement);
    await vi.waitFor(() =>
      expect(set).toHaveBeenCalledWith({ groupName: name, emoji: document.activeElement?.textContent }),
    );
  });
});
