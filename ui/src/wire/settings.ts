/** What the person has chosen, and how the app stands. */
import type { WireError } from './errors';

export interface Settings {
  language: 'system' | 'en' | 'zh-CN';
  theme: 'system' | 'light' | 'dark';
  /** 20 to 1,000. */
  groupLimit: number;
  /** Widths of the groups pane and the list pane, CSS pixels. */
  railWidth: number;
  listWidth: number;
  /** How large the window draws, percent: 50 to 200. */
  zoom: number;
}

export interface AppState {
  /** null when the library is open; otherwise why it could not be opened. */
  error: WireError | null;
  version: string;
  dataDir: string;
  /** The system's language as a BCP 47 tag. */
  systemLanguage: string;
  hasSamples: boolean;
  /** Whether traces of what was erased may still be in the library's file. */
  hasTraces: boolean;
}
