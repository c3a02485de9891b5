/** What an import brought, in words: sentences for the panel, lines for its details and the clipboard. */
import { wordFailure } from '../errors';
import { sourceName } from '../list/sources';
import { isMessageKey, t, type MessageParams } from '../messages';
import { plainName } from '../names';
import { language } from '../state/language.svelte';
import { fileSize } from '../reader/size';
import type { ImportedFile, ImportWarning, WireError } from '../wire';

interface Tally {
  format: string;
  conversationsAdded: number;
  conversationsUpdated: number;
  messagesAdded: number;
  messagesKnown: number;
}

/** The whole import in a few sentences, the most important first. */
export function reportSentences(files: readonly ImportedFile[], wasCancelled: boolean): string[] {
  const tallies = tallyByFormat(files);
  const added = tallies.filter((tally) => tally.messagesAdded + tally.conversationsAdded > 0);
  const known = tallies.reduce((sum, tally) => sum + tally.messagesKnown, 0);
  const failed = files.filter((file) => file.error !== null);
  const sentences = added.map(addedSentence);
  const refreshed = tallies.filter((tally) => !added.includes(tally) && tally.conversationsUpdated > 0);
  sentences.push(...refreshed.map(refreshedSentence));
  // Of a file that could not be read to its end nobody knows all.
  const isAll = sentences.length === 0 && failed.length === 0;
  if (isAll && known > 0) sentences.push(t('import.nothingNew', { count: known }));
  else if (known > 0) sentences.push(t('import.known', { count: known }));
  if (wasCancelled) sentences.push(t('import.cancelled'));
  const [first] = failed;
  if (failed.length === 1 && first?.error) {
    sentences.push(t('import.fileFailed', { file: fileName(first.path), why: wordError(first.error) }));
  } else if (failed.length > 1) {
    sentences.push(t('import.filesFailed', { count: failed.length }));
  }
  sentences.push(...graveSentences(files));
  if (sentences.length === 0) sentences.push(t('import.nothing'));
  return sentences;
}

/** A chat whose days may all be wrong is no detail, nor files that one thinks are imported. */
const grave = ['not-exports', 'date-order-assumed'];

/** The first of each kind tells how to see it. */
function graveSentences(files: readonly ImportedFile[]): string[] {
  return grave.flatMap((wanted) => {
    for (const file of files) {
      const warning = file.warnings.find(({ reason }) => reason === wanted);
      if (!warning) continue;
      const place = wanted === 'not-exports' ? String(warning.params.file) : fileName(file.path);
      return [t('import.fileNote', { file: place, note: wordWarning(warning) })];
    }
    return [];
  });
}

function addedSentence(tally: Tally): string {
  const values = {
    source: sourceName(tally.format),
    conversations: tally.conversationsAdded,
    updated: tally.conversationsUpdated,
    messages: tally.messagesAdded,
  };
  if (tally.conversationsAdded === 0) return t('import.updated', values);
  return t(tally.conversationsUpdated === 0 ? 'import.added' : 'import.addedAndUpdated', values);
}

/** Known messages that were edited, names that changed, conversations that had been deleted. */
function refreshedSentence({ format, conversationsUpdated }: Tally): string {
  return t('import.refreshed', { source: sourceName(format), updated: conversationsUpdated });
}

function tallyByFormat(files: readonly ImportedFile[]): Tally[] {
  const formats = new Set(files.map((file) => file.format));
  return [...formats].map((format) => {
    const own = files.filter((file) => file.format === format);
    const sum = (count: (file: ImportedFile) => number) =>
      own.reduce((total, file) => total + count(file), 0);
    const conversationsAdded = sum((file) => file.conversationsAdded);
    // One that a file brings and the next adds to is new, not one that the person had.
    const touched = new Set(own.flatMap((file) => file.rowIDs)).size;
    return {
      format,
      conversationsAdded,
      conversationsUpdated: Math.max(0, touched - conversationsAdded),
      messagesAdded: sum((file) => file.messagesAdded),
      messagesKnown: sum((file) => file.messagesKnown),
    };
  });
}

/** Why a file could not be imported, or not wholly, and what to do. */
export function wordError(error: WireError): string {
  return word('import.error', error.reason, error.params) ?? wordFailure(error);
}

/** What was found amiss in a file. Where it was is told beside it. */
export function wordWarning(warning: ImportWarning): string {
  // A reason that this window does not know has at least its English sentence.
  return word('import.warning', warning.reason, warning.params) ?? warning.message;
}

function word(prefix: string, reason: string, params: WireError['params']): string | undefined {
  const key = `${prefix}.${reason}`;
  if (!isMessageKey(key)) return undefined;
  try {
    return t(key, readable(params));
  } catch {
    // A parameter that the sentence needs is missing.
    return undefined;
  }
}

/** The core sends stable words and numbers as text; sentences need names, numbers and sizes. */
function readable(params: WireError['params']): MessageParams {
  const values: MessageParams = { ...params };
  if ('where' in params) values.where = wordPlace({ params, where: String(params.where) });
  // A day without a time is the same day in every zone.
  if ('day' in params) values.day = dayOfCalendar(String(params.day));
  if ('bytes' in params) values.size = fileSize(Number(params.bytes));
  for (const number of ['count', 'more']) {
    if (number in params) values[number] = Number(params[number]);
  }
  // A message cannot choose by a word with a hyphen in it.
  if ('looksLike' in params) values.looksLike = String(params.looksLike).replaceAll('-', '_');
  if ('fault' in params) values.fault = String(params.fault).replaceAll('-', '_');
  if ('known' in params) values.known = sourceNames(String(params.known).split(', '));
  return values;
}

function dayOfCalendar(day: string): string {
  const format = new Intl.DateTimeFormat(language.locale, { dateStyle: 'long', timeZone: 'UTC' });
  const time = Date.parse(day);
  return Number.isNaN(time) ? day : format.format(time);
}

function sourceNames(sources: readonly string[]): string {
  return new Intl.ListFormat(language.locale).format(sources.map(sourceName));
}

/** Where in which file: a line, so many bytes in, a part by its name. */
export function wordPlace({ params, where }: Pick<ImportWarning, 'params' | 'where'>): string {
  const { file, line, byte, part } = params;
  if (file === undefined) return where;
  if (line !== undefined) return t('import.place.line', { file, line: Number(line) });
  if (byte !== undefined) return t('import.place.byte', { file, byte: Number(byte) });
  if (part !== undefined) return t('import.place.part', { file, part });
  return String(file);
}

/** The last part of a path of any system. */
export function fileName(path: string): string {
  return plainName(path.split(/[\\/]/).findLast((part) => part !== '') ?? path);
}

/** Everything that went wrong or was left out, one line each: file, place, what. For the clipboard. */
export function reportLines(files: readonly ImportedFile[]): string[] {
  return files.flatMap((file) => [
    ...(file.error ? [`${file.path}: ${wordError(file.error)}`] : []),
    ...file.warnings.map((warning) =>
      [file.path, wordPlace(warning), wordWarning(warning)].filter(Boolean).join(': '),
    ),
  ]);
}
