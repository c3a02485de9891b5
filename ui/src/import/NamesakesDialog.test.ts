import { fireEvent, render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../App.svelte';
import { hand } from '../drag/hand.svelte';
import { HostError } from '../hostError';
import { language } from '../state/language.svelte';
import { answers, resetFakeHost } from '../testing/fakeHost';
import { inventNamed, inventNamesake } from '../testing/inventedNamesakes';
import type { Namesake, NamesakeAnswer } from '../wire';
import { importPaths, imports } from './imports.svelte';

const family = inventNamesake();
const trip = inventNamesake({
  title: 'Trip',
  conversations: [
    inventNamed({ conversationID: 'GROUPwhatsapp:Trip (2)', peopleInCommon: 2 }),
    inventNamed({ conversationID: 'GROUPwhatsapp:Trip', peopleInCommon: 0 }),
  ],
});
const report = { importID: 'i', cancelled: false, files: [] };
let given: NamesakeAnswer[][];

/** Shows the window, and imports files of which the core asks about these. */
async function ask(...namesakes: Namesake[]) {
  answers.import_files = () => ({ ...report, namesakes });
  render(App);
  await vi.waitFor(() => expect(document.querySelector('[data-pane=list]')).not.toBeNull());
  await importPaths(['/exports']);
  await tick();
}

const dialog = () => document.querySelector('[data-namesakes]');
const checked = () =>
  screen
    .getAllByRole<HTMLInputElement>('radio')
    .flatMap((radio) => (radio.checked ? radio.parentElement?.textContent : []));
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => {
  resetFakeHost(10);
  language.choose('en');
  imports.dismiss();
  imports.leaveOut();
  imports.askLater();
  given = [];
  answers.import_namesakes = (request) => {
    given.push(request.answers);
    return report;
  };
});

describe('chats of a known name', () => {
  it('are asked about when the rest has been imported, the likely answer chosen', async () => {
    await ask(family);
    expect(dialog()).not.toBeNull();
    expect(checked()).toEqual([expect.stringContaining('Same chat: continue it')]);
    await press('Import');
    await vi.waitFor(() => expect(given).toHaveLength(1));
    const { path } = family;
    expect(given).toEqual([[{ given: path, path, conversationID: 'GROUPwhatsapp:Family' }]]);
    expect([dialog(), imports.questions]).toEqual([null, []]);
  });

  it('are kept apart, or go on the one that was chosen', async () => {
    await ask(family, trip);
    await fireEvent.click(screen.getAllByLabelText(/Another chat/)[0] as HTMLElement);
    await fireEvent.click(screen.getAllByLabelText(/Continue this one/)[1] as HTMLElement);
    await press('Import 2 chats');
    const conversations = given.map((each) => each.map(({ conversationID }) => conversationID));
    expect(conversations).toEqual([[null, 'GROUPwhatsapp:Trip']]);
  });

  it('are answered all at once', async () => {
    await ask(family, trip);
    await press('Other chats');
    expect(checked()).toHaveLength(2);
    expect(checked().every((label) => label?.includes('Another chat'))).toBe(true);
    await press('Same chats');
    await press('Import 2 chats');
    const conversations = given.map((each) => each.map(({ conversationID }) => conversationID));
    expect(conversations).toEqual([['GROUPwhatsapp:Family', 'GROUPwhatsapp:Trip (2)']]);
  });

  it('wait for an answer when the question is closed, and can be left out', async () => {
    await ask(family);
    await press('Not now');
    expect([dialog(), given]).toEqual([null, []]);
    expect(document.querySelector('[data-waiting-chats]')?.textContent).toContain('1 chat waits');
    await press('Answer…');
    expect(dialog()).not.toBeNull();
    await press('Not now');
    await press('Leave out');
    expect(document.querySelector('[data-waiting-chats]')).toBeNull();
    expect(given).toEqual([]);
    // Leaving them out by mistake loses nothing.
    await press('Answer…');
    expect(dialog()).not.toBeNull();
    expect(imports.questions).toEqual([family]);
  });

  it('are asked about again when the answer could not be written', async () => {
    answers.import_namesakes = () => {
      throw new HostError({ code: 200_002, message: '', reason: 'disk-full', params: {} });
    };
    await ask(family);
    await press('Import');
    await vi.waitFor(() => expect(imports.questions).toEqual([family]));
    expect(dialog()).not.toBeNull();
  });

  it('are asked about once, also when the file is given again', async () => {
    await ask(family);
    await importPaths(['/exports']);
    expect(imports.questions).toEqual([family]);
  });

  it('that an import finds while others are asked about are asked about next', async () => {
    await ask(family);
    answers.import_files = () => ({ ...report, namesakes: [trip] });
    await importPaths(['/more']);
    await tick();
    expect(document.querySelectorAll('[data-namesake]')).toHaveLength(1);
    await press('Import');
    await vi.waitFor(() => expect(screen.getByText(/named Trip/)).toBeTruthy());
  });

  it('do not take what is dragged out of the hand', async () => {
    hand.hold({ kind: 'group', name: 'Suppliers' } as never, { x: 0, y: 0 }, null);
    await ask(family);
    expect(dialog()).toBeNull();
    hand.empty();
    await tick();
    expect(dialog()).not.toBeNull();
  });

  it('have nothing in their dialog that stops people who listen to it', async () => {
    await ask(family, trip);
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const found = await axe.run(document.body, { resultTypes: ['violations'], rules });
    expect(found.violations.map(({ id }) => id)).toEqual([]);
    expect(screen.getByRole('radiogroup', { name: /Family is in your library already/ })).toBeTruthy();
  });
});
