import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answers, resetFakeHost, send } from '../testing/fakeHost';
import { reading } from '../state/reading.svelte';
import { inventRow } from '../testing/inventedRows';
import type { Anchor } from '../wire';
import Reader from './Reader.svelte';

const id = 'C2Cwechat:0';
let asked: Anchor[];

/** Shows the reader's pane on a conversation of the invented library. */
async function open(at: string | null = null) {
  reading.open(id, at);
  render(Reader);
  await vi.waitFor(() => expect(document.querySelector('[data-message]')).not.toBeNull());
}

const changed = () => send('onConversationListUpdated', { revision: 9, conversationIDList: [id] });

beforeEach(() => {
  resetFakeHost(3);
  reading.close();
  asked = [];
  delete answers.find_rows;
  const messages = Array.from({ length: 40 }, (_, index) => ({
    messageID: `m${index}`,
    time: index,
    sender: 'Li',
    outgoing: false,
    assistant: false,
    kind: 'text' as const,
    text: `number ${index}`,
    attachments: [],
    replyTo: null,
    edited: false,
    forwardedFrom: null,
    reactions: [],
    event: null,
  }));
  answers.get_messages = ({ anchor }) => {
    asked.push(anchor);
    return { messages, hasBefore: false, hasAfter: false };
  };
});

describe('the open conversation', () => {
  it('is read at its end, once', async () => {
    await open();
    expect(asked).toEqual([{ at: 'end' }]);
  });

  it('is read around the message that was searched for, and that message is marked', async () => {
    await open('m7');
    expect(asked).toEqual([{ around: 'm7' }]);
    await vi.waitFor(() => expect(document.querySelector('.marked')?.textContent).toContain('number 7'));
  });

  it('is shown at the same message again when it is asked for again', async () => {
    await open('m7');
    reading.open(id, 'm7');
    await vi.waitFor(() => expect(asked).toEqual([{ around: 'm7' }, { around: 'm7' }]));
  });

  it('is read once more when an import changes it, and its header with it', async () => {
    await open();
    answers.find_rows = () => [{ ...inventRow(0, Date.now()), title: 'Renamed' }];
    changed();
    await screen.findByRole('heading', { name: 'Renamed' });
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    // A header that changed is no reason to go to the end again.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked).toHaveLength(2);
  });

  it('is let go when it is deleted', async () => {
    await open();
    answers.find_rows = () => [];
    changed();
    await vi.waitFor(() => expect(reading.conversationID).toBeNull());
  });

  it('says why it could not be read, and tries again when asked', async () => {
    const works = answers.get_messages;
    answers.get_messages = () => {
      throw new Error('locked');
    };
    reading.open(id);
    render(Reader);
    const button = await screen.findByRole('button', { name: 'Try again' });
    answers.get_messages = works;
    button.click();
    await vi.waitFor(() => expect(document.querySelector('[data-message]')).not.toBeNull());
  });
});

describe('Escape in the reader', () => {
  it('is the dialog’s own where one stands open', async () => {
    await open();
    const dialog = document
      .querySelector('[data-pane=reader] header')
      ?.appendChild(document.createElement('dialog'));
    expect(await fireEvent.keyDown(dialog as Element, { key: 'Escape' })).toBe(true);
    expect(await fireEvent.keyDown(screen.getByRole('region'), { key: 'Escape' })).toBe(false);
  });
});
