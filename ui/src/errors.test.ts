import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { describeError, wordFailure } from './errors';
import { HostError } from './hostError';
import { messages } from './messages';
import { language } from './state/language.svelte';

const codes = [51009, 51010, 51011, 50002, 2500, 2503, 200001, 200002, 200003, 200004, 200005, 200006];

/** Reasons as the core's error types spell them: `Self::DiskFull => "disk-full",`. */
const source = ['error', 'fault']
  .map((file) => readFileSync(`../src-tauri/core/src/model/${file}.rs`, 'utf8'))
  .join('');
const reasons = [...source.matchAll(/=> "([a-z]+(?:-[a-z]+)+)"/g)].map(([, reason]) => reason ?? '');

describe('a failure', () => {
  afterEach(() => language.choose('system'));

  it.each(codes)('with the code %i has words in both languages', (code) => {
    const failure = { code, reason: 'none-that-is-known', params: {} };
    const english = wordFailure(failure);
    language.choose('zh-CN');
    const chinese = wordFailure(failure);
    expect(english).not.toBe(messages.en['error.unexpected']);
    expect(chinese).not.toBe(messages['zh-CN']['error.unexpected']);
    expect(chinese).toMatch(/\p{Script=Han}/u);
  });

  it('is told by its reason where that says more than its code', () => {
    const full = new HostError({ code: 200002, message: 'no', reason: 'disk-full', params: {} });
    expect(describeError(full)).toBe(messages.en['error.reason.disk-full']);
  });

  it('is told by the parameter that was refused where that has words', () => {
    const params = { parameter: 'emoji', why: 'must be one emoji' };
    expect(wordFailure({ code: 50002, reason: 'bad-parameter', params })).toBe(
      messages.en['error.parameter.emoji'],
    );
  });

  it('falls back to its code when a value is missing that the reason needs', () => {
    expect(wordFailure({ code: 200001, reason: 'group-exists', params: {} })).toBe(
      messages.en['error.code.200001'],
    );
  });

  it('of another kind than the core’s is told without its text', () => {
    expect(describeError(new TypeError('undefined is not a function'))).toBe(messages.en['error.unexpected']);
  });
});

describe('the reasons of the core', () => {
  it('are found in its source', () => {
    expect(reasons).toEqual(expect.arrayContaining(['group-not-found', 'disk-full']));
  });

  it('have words of their own, or are so plain that the code says it', () => {
    const worded = (reason: string) =>
      `error.reason.${reason}` in messages.en || `import.error.${reason}` in messages.en;
    const plain = ['bad-parameter', 'conversation-not-found', 'not-groupable'];
    expect(reasons.filter((reason) => !worded(reason) && !plain.includes(reason))).toEqual([]);
  });

  it('in warnings of an import have words too', () => {
    const file = readFileSync('../src-tauri/core/src/import/warning.rs', 'utf8');
    const warnings = [...file.matchAll(/"([a-z]+(?:-[a-z]+)+)"/g)].map(([, reason]) => reason ?? '');
    expect(warnings).toContain('cut-off');
    expect(warnings.filter((reason) => !(`import.warning.${reason}` in messages.en))).toEqual([]);
  });
});
