import { describe, expect, it } from 'vitest';
import { splitAddresses } from './addresses';

const addresses = (text: string) =>
  splitAddresses(text)
    .filter((piece) => piece.isAddress)
    .map((piece) => piece.text);

describe('addresses in a text', () => {
  it.each([
    ['alone', 'https://example.org/a?b=1&c=2#d', ['https://example.org/a?b=1&c=2#d']],
    ['two of them', 'http://a.org and https://b.org/x', ['http://a.org', 'https://b.org/x']],
    ['before the end of a sentence', 'See https://example.org/a.', ['https://example.org/a']],
    ['in brackets', '(https://example.org/a)', ['https://example.org/a']],
    ['with brackets of its own', 'https://example.org/Sheaf_(band)', ['https://example.org/Sheaf_(band)']],
    ['before Chinese punctuation', '请看https://example.org/a，谢谢', ['https://example.org/a']],
    ['in quotes', '“https://example.org/a”', ['https://example.org/a']],
    ['none', 'http:// is how they begin, as does mailto:a@example.org', []],
    ['nothing that runs', 'javascript://alert(1)', []],
  ])('are found: %s', (_, text, found) => {
    expect(addresses(text)).toEqual(found);
  });

  it('leave the text as it was', () => {
    const text = 'See (https://example.org/a), http://b.org!\nhttps://c.org';
    expect(
      splitAddresses(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});
