import { windowLanguage } from '../host';
import type { Settings } from '../wire';

export type Language = 'en' | 'zh-CN';

let chosen = $state<Settings['language']>('system');
let system = $state(windowLanguage());

/** The window's language, and everything that writes dates and numbers the way it does. */
export const language = {
  get current(): Language {
    if (chosen !== 'system') return chosen;
    return /^zh\b/i.test(system) ? 'zh-CN' : 'en';
  },

  /** The tag for dates and numbers: the system's own region (`en-GB`) while it is the same language. */
  get locale(): string {
    return system.split(/[-_]/)[0] === language.current.split('-')[0] ? system : language.current;
  },

  choose(next: Settings['language']) {
    chosen = next;
    document.documentElement.lang = language.current;
  },

  /** `tag`: the system's language as a BCP 47 tag. */
  setSystem(tag: string) {
    system = isLanguageTag(tag) ? tag : 'en';
    document.documentElement.lang = language.current;
  },
};

/** The C locale and damaged settings give tags that `Intl` would throw on. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
