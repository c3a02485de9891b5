import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { language } from '../state/language.svelte';
import { messageRow } from '../testing/messageRow';
import type { Attachment, MessageRow } from '../wire';
import MessageItem from './MessageItem.svelte';

const picture: Attachment = { name: 'IMG_1.jpg', kind: 'image', size: 184_320, inExport: true };

function show(fields: Partial<MessageRow>, onReply = vi.fn()) {
  const props = { message: messageRow(fields), startsRun: true, endsRun: true, isMarked: false, onReply };
  const { container } = render(MessageItem, { props });
  return { words: () => container.textContent?.replace(/\s+/g, ' ').trim() ?? '', container, onReply };
}

beforeEach(() => language.choose('en'));

describe('a message', () => {
  it.each<[string, Partial<MessageRow>, RegExp]>([
    ['its sender and text', {}, /^Li .* hello$/],
    ['whose words are passed on', { forwardedFrom: 'Ana' }, /Forwarded from Ana hello/],
    ['that it was edited', { edited: true }, /edited/],
    ['reactions with their counts', { reactions: [{ emoji: '👍', count: 3 }] }, /👍\s*3$/],
    ['an attachment by name and size', { attachments: [picture] }, /IMG_1\.jpg 184 kB · in the export$/],
    [
      'that an attachment is not there',
      { attachments: [{ ...picture, size: null, inExport: false }] },
      /IMG_1\.jpg not in the export$/,
    ],
    [
      'the kind of an attachment without a name',
      { attachments: [{ ...picture, name: '' }] },
      /Picture 184 kB/,
    ],
    [
      'the ending of a file in its place',
      { attachments: [{ ...picture, name: 'a.pdf', kind: 'file' }] },
      /PDF a\.pdf/,
    ],
    [
      'the number of a contact on its card alone',
      {
        kind: 'contact',
        text: '+49 1',
        attachments: [{ ...picture, kind: 'contact', name: 'Ana', size: null, inExport: false }],
      },
      /^Li \S+ Ana Contact · \+49 1$/,
    ],
    [
      'the emoji of a sticker on its card alone',
      {
        kind: 'sticker',
        text: '🦊',
        attachments: [{ ...picture, kind: 'sticker', name: 'st.webp', size: null, inExport: false }],
      },
      /^Li \S+ 🦊 Sticker not in the export$/,
    ],
    ['what kind it is when it has no words', { kind: 'call', text: '' }, /Call$/],
    ['that it cannot be shown when nothing is known of it', { kind: 'unknown', text: '' }, /cannot show$/],
    ['text of an unknown kind as text', { kind: 'unknown', text: 'gift card' }, /gift card$/],
    ['HTML of a person as text', { text: '<b onclick=x>hi</b>' }, /<b onclick=x>hi<\/b>$/],
  ])('shows %s', (_, fields, expected) => {
    expect(show(fields).words()).toMatch(expected);
  });

  it('of the owner has no name above it', () => {
    expect(show({ outgoing: true }).words()).not.toContain('Li');
  });

  it.each(['text', 'system'] as const)('of the kind %s without a date shows none', (kind) => {
    const { container, words } = show({ kind, time: 0 });
    expect(container.querySelector('time')).toBeNull();
    expect(container.innerHTML).not.toContain('1970');
    expect(container.innerHTML).toContain('Date unknown');
    expect(words()).toBe(kind === 'text' ? 'Li hello' : 'hello');
  });

  it('of the system is its words and nothing else', () => {
    expect(show({ kind: 'system', text: 'Li joined', sender: '' }).words()).toBe('Li joined');
  });

  it('finds its own direction', () => {
    expect(show({ text: 'مرحبا' }).container.querySelector('p')?.dir).toBe('auto');
  });

  it('keeps its text to the letter around an address, which copies itself', () => {
    const text = 'See  https://example.org/a,\n  and write';
    const { container } = show({ text });
    expect(container.querySelector('p')?.textContent).toBe(text);
    const address = screen.getByRole('button', { name: 'https://example.org/a' });
    expect(address.title).toBe('Copy the address: https://example.org/a');
  });

  it('leads to the message that it answers', () => {
    const { onReply } = show({
      replyTo: { messageID: 'm0', sender: 'Ana', outgoing: false, text: 'where?', event: null },
    });
    screen.getByRole('button', { name: /Ana where\?/ }).click();
    expect(onReply).toHaveBeenCalledWith('m0');
  });

  it.each(['code', 'tool', 'reasoning'] as const)(
    'of the kind %s is folded until it is opened',
    async (kind) => {
      const { container, words } = show({ kind, assistant: true, text: 'first line\nsecond line' });
      expect(words()).toMatch(/2 lines$/);
      const details = container.querySelector('details');
      if (details) details.open = true;
      details?.dispatchEvent(new Event('toggle'));
      await tick();
      expect(words()).toContain('second line');
    },
  );

  it('as long as a book shows its beginning, and the rest when asked', async () => {
    const { words } = show({ text: `${'word '.repeat(4000)}end` });
    expect(words().length).toBeLessThan(9000);
    screen.getByRole('button', { name: /Show all 20,003 characters/ }).click();
    await tick();
    expect(words()).toMatch(/end$/);
  });
});
