import { fireEvent, render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HostError } from '../hostError';
import Menu from '../shell/Menu.svelte';
import { language } from '../state/language.svelte';
import { reading } from '../state/reading.svelte';
import { toasts } from '../state/toasts.svelte';
import { answers, resetFakeHost, send } from '../testing/fakeHost';
import type { Person } from '../wire';
import Reader from './Reader.svelte';

const conversationID = 'C2Cwechat:0';
let people: Person[];
let chosen: (number | null)[];
let asked: boolean;

/** Opens the menu of the open conversation. */
async function openMenu() {
  render(Reader);
  render(Menu);
  await fireEvent.click(await screen.findByRole('button', { name: 'More' }));
  await screen.findByRole('menu');
}

async function choose(name: string) {
  await fireEvent.click(screen.getByRole('menuitem', { name: /Which of them is you/ }));
  await fireEvent.click(await screen.findByLabelText(name));
  await fireEvent.click(screen.getByRole('button', { name: 'Choose' }));
}

beforeEach(() => {
  resetFakeHost(3);
  language.choose('en');
  reading.open(conversationID);
  chosen = [];
  people = [
    { personID: 2, name: 'Zoe', isOwn: false },
    { personID: 1, name: 'Bo', isOwn: false },
  ];
  asked = false;
  answers.get_people = () => {
    asked = true;
    return people;
  };
  answers.set_own_person = ({ personID }) => {
    chosen.push(personID);
    people = people.map((person) => ({ ...person, isOwn: person.personID === personID }));
    send('onConversationListUpdated', { revision: 1, conversationIDList: [conversationID] });
    return people;
  };
});

describe('the question above the messages', () => {
  const banner = () => document.querySelector('[data-who-banner]');

  it('is answered by a click on one of few names', async () => {
    render(Reader);
    await fireEvent.click(await screen.findByRole('button', { name: 'Bo' }));
    await vi.waitFor(() => expect(chosen).toEqual([1]));
    await vi.waitFor(() => expect(banner()).toBeNull());
  });

  it('leads to the dialog where there are many', async () => {
    people = ['Al', 'Bo', 'Cy', 'Di'].map((name, at) => ({ personID: at, name, isOwn: false }));
    render(Reader);
    await fireEvent.click(await screen.findByRole('button', { name: 'Choose…' }));
    expect(await screen.findByLabelText('Cy')).toBeTruthy();
  });

  it('is not asked where it is known, or where only one writes', async () => {
    const [zoe, ...others] = people.map((person) => ({ ...person, isOwn: person.name === 'Zoe' }));
    for (const known of [[zoe, ...others], others, []] as Person[][]) {
      people = known;
      const { unmount } = render(Reader);
      await screen.findByRole('button', { name: 'More' });
      await vi.waitFor(() => expect(asked).toBe(true));
      expect(banner()).toBeNull();
      unmount();
    }
  });

  it('is let alone when it is closed', async () => {
    const { unmount } = render(Reader);
    await fireEvent.click(await screen.findByRole('button', { name: 'Not now' }));
    expect(banner()).toBeNull();
    unmount();
    render(Reader);
    await screen.findByRole('button', { name: 'More' });
    expect(banner()).toBeNull();
  });
});

describe('which of them is you', () => {
  it('is chosen from the names, and taken back', async () => {
    await openMenu();
    await choose('Zoe');
    await vi.waitFor(() => expect(chosen).toEqual([2]));
    await vi.waitFor(() => expect(toasts.shown.at(-1)?.text).toBe('The messages of Zoe are shown as yours.'));
    expect(document.querySelector('dialog')).toBeNull();
    toasts.shown.at(-1)?.action?.run();
    await vi.waitFor(() => expect(chosen).toEqual([2, null]));
  });

  it('shows who was chosen, and asks for nothing when that stays', async () => {
    people = people.map((person) => ({ ...person, isOwn: person.name === 'Bo' }));
    await openMenu();
    await fireEvent.click(screen.getByRole('menuitem', { name: /Which of them is you/ }));
    const radios = screen.getAllByRole<HTMLInputElement>('radio');
    expect(radios.map(({ parentElement }) => parentElement?.textContent.trim())).toEqual([
      'Bo',
      'Zoe',
      'None of them',
    ]);
    expect(radios.map(({ checked }) => checked)).toEqual([true, false, false]);
    await fireEvent.click(screen.getByRole('button', { name: 'Choose' }));
    expect(chosen).toEqual([]);
  });

  it('is not asked where the export says it', async () => {
    people = [];
    await openMenu();
    expect(screen.queryByRole('menuitem', { name: /Which of them is you/ })).toBeNull();
  });

  it('says why it could not be kept', async () => {
    answers.set_own_person = () => {
      throw new HostError({ code: 200_002, message: '', reason: 'disk-full', params: {} });
    };
    await openMenu();
    await choose('Bo');
    await vi.waitFor(() => expect(toasts.shown.at(-1)?.text).toContain('disk is full'));
  });

  it('has nothing that stops people who listen to it', async () => {
    await openMenu();
    await fireEvent.click(screen.getByRole('menuitem', { name: /Which of them is you/ }));
    const dialog = document.querySelector('dialog') ?? document.body;
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const found = await axe.run(dialog, { resultTypes: ['violations'], rules });
    expect(found.violations.map(({ id }) => id)).toEqual([]);
  });
});
