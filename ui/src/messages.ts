/**
 * The window's words. `t('groups.new')` gives the text of `messages/<language>/…json` in the
 * person's language; the texts are ICU messages (`{count, plural, one {# message} other {# messages}}`).
 * `t` reads reactive state, so a template that calls it changes its language without a reload.
 */
import { IntlMessageFormat } from 'intl-messageformat';
import enApp from '../messages/en/app.json';
import enDrag from '../messages/en/drag.json';
import enErrors from '../messages/en/errors.json';
import enEvents from '../messages/en/events.json';
import enImport from '../messages/en/import.json';
import enKeys from '../messages/en/keys.json';
import enReader from '../messages/en/reader.json';
import enSearch from '../messages/en/search.json';
import zhApp from '../messages/zh-CN/app.json';
import zhDrag from '../messages/zh-CN/drag.json';
import zhErrors from '../messages/zh-CN/errors.json';
import zhEvents from '../messages/zh-CN/events.json';
import zhImport from '../messages/zh-CN/import.json';
import zhKeys from '../messages/zh-CN/keys.json';
import zhReader from '../messages/zh-CN/reader.json';
import zhSearch from '../messages/zh-CN/search.json';
import { plainName } from './names';
import { language, type Language } from './state/language.svelte';

const english = {
  ...enApp,
  ...enDrag,
  ...enErrors,
  ...enEvents,
  ...enImport,
  ...enKeys,
  ...enReader,
  ...enSearch,
};

/** The name of a message. Each part of the window has its own file and its own first word. */
export type MessageKey = keyof typeof english;

export type MessageParams = Record<string, string | number>;

export const messages: Record<Language, Record<MessageKey, string>> = {
  en: english,
  'zh-CN': {
    ...zhApp,
    ...zhDrag,
    ...zhErrors,
    ...zhEvents,
    ...zhImport,
    ...zhKeys,
    ...zhReader,
    ...zhSearch,
  },
};

const parsed = new Map<string, IntlMessageFormat>();

/** Imported names carry `<` and `&` of their own: texts have arguments, never tags. */
const options = { ignoreTag: true };

export function t(key: MessageKey, params?: MessageParams): string {
  const current = language.current;
  const id = `${current} ${key}`;
  let message = parsed.get(id);
  if (!message) {
    message = new IntlMessageFormat(messages[current][key], current, undefined, options);
    parsed.set(id, message);
  }
  return String(message.format(params && plain(params)));
}

/** Letters of scripts that are written from right to left. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Values are mostly names, and a name must not turn the sentence around it, nor be torn by it. */
function plain(params: MessageParams): MessageParams {
  const entries = Object.entries(params);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? isolated(plainName(value)) : value]),
  );
}

/** Between two characters that let it find its own direction (first strong isolate, and its end). */
function isolated(value: string): string {
  return RIGHT_TO_LEFT.test(value) ? `\u2068${value}\u2069` : value;
}

export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(english, key);
}
