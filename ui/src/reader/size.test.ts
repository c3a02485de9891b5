import { describe, expect, it } from 'vitest';
import { language } from '../state/language.svelte';
import { fileSize } from './size';

describe('the size of a file', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [184_320, '184 kB'],
    [999_600, '1 MB'],
    [2_340_000, '2.3 MB'],
    [48_000_000, '48 MB'],
    [8_000_000_000, '8 GB'],
    [9_000_000_000_000, '9,000 GB'],
  ])('of %d bytes reads %s', (bytes, words) => {
    language.choose('en');
    expect(fileSize(bytes)).toBe(words);
  });
});
