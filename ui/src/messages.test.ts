import { IntlMessageFormat } from 'intl-messageformat';
import { afterEach, describe, expect, it } from 'vitest';
import { messages, t, type MessageKey } from './messages';
import { language } from './state/language.svelte';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

const keys = Object.keys(messages.en) as MessageKey[];

/** The names of the values that a text asks for, in its plural and other branches too. */
function values(text: string, locale: string): Set<string> {
  const found = new Set<string>();
  const walk = (elements: Element[]) => {
    for (const element of elements) {
      if ('value' in element && element.type !== 0) found.add(element.value);
      if ('options' in element) {
        for (const option of Object.values(element.options)) walk(option.value);
      }
    }
  };
  walk(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst());
  return found;
}

/** The plural forms that a text tells apart, but for exact numbers. */
function forms(text: string, locale: string): string[] {
  const found: string[] = [];
  const walk = (elements: Element[]) => {
    for (const element of elements) {
      if (!('options' in element)) continue;
      if ('pluralType' in element) found.push(...Object.keys(element.options));
      for (const option of Object.values(element.options)) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst());
  return found.filter((form) => !form.startsWith('='));
}

describe('the messages', () => {
  it('are the same ones in both languages', () => {
    expect(Object.keys(messages['zh-CN']).sort()).toEqual([...keys].sort());
  });

  it('ask for the same values in both languages', () => {
    for (const key of keys) {
      const [english, chinese] = [values(messages.en[key], 'en'), values(messages['zh-CN'][key], 'zh-CN')];
      expect([...chinese].sort(), key).toEqual([...english].sort());
    }
  });

  it('count by forms that their language has', () => {
    for (const locale of ['en', 'zh-CN'] as const) {
      const has = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
      for (const key of keys) {
        const unknown = forms(messages[locale][key], locale).filter((form) => !has.includes(form as never));
        expect(unknown, `${locale} ${key}`).toEqual([]);
      }
    }
  });

  it('are translated wherever they hold words', () => {
    const same = keys.filter((key) => messages.en[key] === messages['zh-CN'][key]);
    const untranslated = same.filter((key) => !/^(app\.name|source\.)/.test(key));
    const worded = untranslated.filter((key) =>
      /[a-z]{2}/.test(messages.en[key].replaceAll(/\{[^}]*\}/g, '')),
    );
    expect(worded).toEqual([]);
  });
});

describe('a text', () => {
  afterEach(() => language.choose('system'));

  it('counts the way its language does', () => {
    expect(t('view.count', { count: 1 })).toBe('1 conversation');
    expect(t('view.count', { count: 12_408 })).toBe('12,408 conversations');
  });

  it('changes with the chosen language', () => {
    language.choose('zh-CN');
    expect(t('view.count', { count: 3 })).toBe('3 个会话');
  });

  it('keeps a right-to-left name and its signs together', () => {
    expect(t('row.you', { text: 'مرحبا!' })).toBe('You: \u2068مرحبا!\u2069');
    expect(t('row.you', { text: 'Hello!' })).toBe('You: Hello!');
  });

  it('shows names with signs of markup as they are', () => {
    expect(t('did.createGroup', { group: '<b>{x}</b>', undone: 'no' })).toBe(
      'Created the group “<b>{x}</b>”.',
    );
  });
});
