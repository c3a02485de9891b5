import { beforeEach, describe, expect, it } from 'vitest';
import { messages } from '../messages';
import { language } from '../state/language.svelte';
import type { ImportedFile, ImportWarning, WireError } from '../wire';
import { fileName, reportLines, reportSentences, wordError, wordPlace, wordWarning } from './words';

function file(fields: Partial<ImportedFile>): ImportedFile {
  return {
    path: '/home/ana/result.json',
    format: 'telegram',
    conversationsAdded: 0,
    conversationsUpdated: 0,
    messagesAdded: 0,
    messagesKnown: 0,
    rowIDs: [],
    warnings: [],
    error: null,
    ...fields,
  };
}

const error = (reason: string, params: WireError['params'] = {}): WireError => ({
  code: 200_004,
  message: 'in English, for scripts',
  reason,
  params,
});

const warning = (reason: string, params: ImportWarning['params'] = {}): ImportWarning => ({
  where: 'result.json, line 12',
  message: 'in English, for scripts',
  reason,
  params,
});

beforeEach(() => language.choose('en'));

describe('an import in words', () => {
  it.each<[string, Partial<ImportedFile>[], string[]]>([
    [
      'tells what came new and what was known',
      [{ conversationsAdded: 12, messagesAdded: 3204, messagesKnown: 87 }],
      ['Added 12 conversations and 3,204 messages from Telegram.', '87 messages were already there.'],
    ],
    [
      'counts one as one',
      [{ conversationsAdded: 1, messagesAdded: 1, messagesKnown: 1 }],
      ['Added 1 conversation and 1 message from Telegram.', '1 message was already there.'],
    ],
    [
      'does not say that all was known of a file that was not read to its end',
      [{ messagesKnown: 72, error: error('disk-full') }],
      [
        '72 messages were already there.',
        'result.json: The disk is full. What had been added stays. Free some space, then import the file again: it goes on without doubling anything.',
      ],
    ],
    [
      'tells of conversations that grew',
      [{ conversationsUpdated: 3, messagesAdded: 15, rowIDs: [1, 2, 3] }],
      ['Added 15 messages from Telegram to 3 conversations that you had.'],
    ],
    [
      'tells of both in one sentence',
      [{ conversationsAdded: 2, conversationsUpdated: 1, messagesAdded: 9, rowIDs: [1, 2, 3] }],
      ['Added 2 conversations and 9 messages from Telegram; 1 conversation that you had has new messages.'],
    ],
    [
      'does not call a conversation old that another file of the import brought',
      [
        { conversationsAdded: 1, messagesAdded: 9, rowIDs: [1] },
        { conversationsUpdated: 1, messagesAdded: 3, rowIDs: [1] },
      ],
      ['Added 1 conversation and 12 messages from Telegram.'],
    ],
    [
      'adds up the files of one product and keeps products apart',
      [
        { conversationsAdded: 1, messagesAdded: 10 },
        { conversationsAdded: 2, messagesAdded: 20 },
        { format: 'whatsapp', conversationsAdded: 1, messagesAdded: 5 },
      ],
      [
        'Added 3 conversations and 30 messages from Telegram.',
        'Added 1 conversation and 5 messages from WhatsApp.',
      ],
    ],
    [
      'says when nothing was new',
      [{ messagesKnown: 3204 }],
      ['Nothing new: all 3,204 messages were already there.'],
    ],
    [
      'tells of conversations in which messages were edited',
      [{ conversationsUpdated: 2, messagesKnown: 3204, rowIDs: [1, 2] }],
      ['Brought 2 conversations from Telegram up to date.', '3,204 messages were already there.'],
    ],
    [
      'tells of files that one may think are imported too',
      [
        {
          conversationsAdded: 1,
          messagesAdded: 10,
          rowIDs: [1],
          warnings: [
            warning('not-exports', { file: 'exports', names: 'a.json, b.csv', count: '7', more: '5' }),
          ],
        },
      ],
      [
        'Added 1 conversation and 10 messages from Telegram.',
        'exports: 7 files here are not exports that Sheaf knows, and were left out: a.json, b.csv and 5 more.',
      ],
    ],
    ['says when there was nothing at all', [{}], ['There was nothing to add.']],
    [
      'names the one file that failed, with what to do',
      [{ path: 'C:\\Users\\Ana\\notes.zip', format: '', error: error('archive-encrypted') }],
      ['notes.zip: This archive is encrypted. Unpack it with its password, then import the folder.'],
    ],
    [
      'counts the files that failed when there are many',
      [{ error: error('empty-file') }, { error: error('empty-file') }],
      ['2 files could not be imported, or not wholly.'],
    ],
  ])('%s', (_, files, sentences) => {
    expect(reportSentences(files.map(file), false)).toEqual(sentences);
  });

  it('says how dates were read that can be read in two ways', () => {
    const params = { order: 'dmy', written: '03/04/24, 10:00', day: '2024-04-03' };
    const warnings = [warning('bad-line'), warning('date-order-assumed', params)];
    const path = '/exports/Trip.txt';
    const trip = file({ path, format: 'whatsapp', conversationsAdded: 1, messagesAdded: 2, warnings });
    expect(reportSentences([trip, { ...trip, path: '/exports/other.txt' }], false).slice(1)).toEqual([
      "Trip.txt: The dates in this file can be read in two ways. They were read as day, month, year, which is usual in your system's language: “03/04/24, 10:00” was taken for 3 April 2024.",
    ]);
  });

  it('says that a stopped import can go on', () => {
    expect(reportSentences([file({ conversationsAdded: 1, messagesAdded: 500 })], true)).toEqual([
      'Added 1 conversation and 500 messages from Telegram.',
      'The import was stopped. What had been added stays; import the same file again to go on.',
    ]);
  });

  it('speaks Chinese', () => {
    language.choose('zh-CN');
    expect(
      reportSentences([file({ conversationsAdded: 12, messagesAdded: 3204, messagesKnown: 87 })], false),
    ).toEqual(['已从 Telegram 添加 12 个会话、3,204 条消息。', '有 87 条消息之前已有。']);
  });
});

/** Every reason that the core sends, with what it sends along. */
const place = { where: 'a.json, byte 12345', file: 'a.json', byte: '12345' };
const errors: [string, WireError['params']][] = [
  ['unknown-format', { looksLike: 'image', known: 'telegram, whatsapp' }],
  ['empty-file', {}],
  ['no-export-in-folder', {}],
  ['damaged-file', place],
  ['cut-off', place],
  ['archive-broken', place],
  ['archive-too-many-entries', { count: '3000000' }],
  ['archive-too-large', { bytes: '90000000000' }],
  ['archive-ratio', {}],
  ['archive-outside-name', { name: '../../etc/passwd' }],
  ['archive-encrypted', {}],
  ['archive-unknown-method', { name: 'chat.json' }],
  ['archive-inner', {}],
  ['not-a-file', { path: '/a', why: 'x' }],
  ['not-found', { path: '/a', why: 'x' }],
  ['no-permission', { path: '/a', why: 'x' }],
  ['read-failed', { path: '/a', why: 'input/output error' }],
  ['disk-full', {}],
  ['read-only', {}],
  ['locked', {}],
  ['cancelled', {}],
];
const warnings: [string, ImportWarning['params']][] = [
  ['cut-off', place],
  ['damaged-file', place],
  ['bad-message', place],
  ['bad-conversation', place],
  ['bad-line', place],
  ['guessed-encoding', { ...place, encoding: 'GBK' }],
  ['date-order-assumed', { ...place, order: 'dmy', written: '03/04/24, 10:00', day: '2024-04-03' }],
  ['message-without-date', place],
  ['too-large-skipped', { ...place, bytes: '5000000000' }],
  ['unreadable-skipped', { ...place, why: 'permission denied', fault: 'no-permission' }],
  ['links-skipped', { ...place, count: '3' }],
  ['not-exports', { ...place, count: '7', names: 'a.json', more: '5' }],
  ['no-files-skipped', { ...place, count: '1' }],
  ['folder-too-large', { ...place, count: '500000' }],
  ['nested-archive-skipped', { ...place, name: 'inner.zip' }],
  ['more-like-this', { ...place, count: '12' }],
];

describe.each(['en', 'zh-CN'] as const)('every reason of the core in %s', (chosen) => {
  beforeEach(() => language.choose(chosen));

  it.each(errors)('%s has words of its own', (reason, params) => {
    const words = wordError(error(reason, params));
    expect(words).not.toBe(wordError(error('a reason nobody knows', params)));
    expect(words).not.toMatch(/[{}]|undefined|NaN/);
  });

  it.each(warnings)('the warning %s has words of its own', (reason, params) => {
    const words = wordWarning(warning(reason, params));
    expect(words).not.toBe('in English, for scripts');
    expect(words).not.toMatch(/[{}]|undefined|NaN/);
  });

  it('has words for each reason and for nothing else', () => {
    const worded = Object.keys(messages[chosen]).filter((key) => /^import\.(error|warning)\./.test(key));
    const known = [
      ...errors.map(([reason]) => `import.error.${reason}`),
      ...warnings.map(([reason]) => `import.warning.${reason}`),
    ];
    expect(worded.sort()).toEqual(known.sort());
  });
});

describe('a reason in words', () => {
  it('says numbers and sizes as people do', () => {
    expect(wordError(error('archive-too-large', { bytes: '90000000000' }))).toContain('unpacks to 90 GB');
    expect(wordError(error('archive-too-many-entries', { count: '3000000' }))).toContain(
      'holds 3,000,000 files',
    );
  });

  it.each([
    [
      'image',
      'This is not an export that Sheaf knows: it is a picture. Sheaf reads exports of Telegram and WhatsApp.',
    ],
    [
      'telegram-html',
      "This is not an export that Sheaf knows, but Telegram's HTML export. Export again and choose “Machine-readable JSON”. Sheaf reads exports of Telegram and WhatsApp.",
    ],
    ['unknown', 'This is not an export that Sheaf knows. Sheaf reads exports of Telegram and WhatsApp.'],
  ])('tells what a file that looks like %s is', (looksLike, words) => {
    expect(wordError(error('unknown-format', { looksLike, known: 'telegram, whatsapp' }))).toBe(words);
  });

  it('falls back to the general sentence of its code when a value is missing', () => {
    expect(wordError(error('cut-off'))).toBe(wordError(error('another')));
  });

  it('shows an unknown warning in the words that came with it', () => {
    expect(wordWarning(warning('new-one'))).toBe('in English, for scripts');
  });
});

describe('a place', () => {
  it.each([
    [{ file: 'a.json', line: '1204' }, 'a.json, line 1,204'],
    [{ file: 'a.json', byte: '1048576' }, 'a.json, byte 1,048,576'],
    [{ file: 'a.json', part: 'Family' }, 'a.json, “Family”'],
    [{ file: 'a.json' }, 'a.json'],
    [{}, 'result.json, line 12'],
  ])('%j reads %s', (params, words) => {
    expect(wordPlace(warning('bad-line', params))).toBe(words);
  });
});

describe('what is copied', () => {
  it('has a line for each error and warning with file, place and words', () => {
    const files = [
      file({
        warnings: [warning('bad-message', { file: 'result.json', line: '12' })],
        error: error('empty-file'),
      }),
    ];
    expect(reportLines(files)).toEqual([
      '/home/ana/result.json: The file is empty. Export it again and check that the download was complete.',
      '/home/ana/result.json: result.json, line 12: A message could not be read and was left out.',
    ]);
  });

  it.each([
    ['/home/ana/聊天记录.zip', '聊天记录.zip'],
    ['C:\\exports\\chat.txt', 'chat.txt'],
    ['/exports/folder/', 'folder'],
    ['bare', 'bare'],
  ])('calls %s %s', (path, name) => {
    expect(fileName(path)).toBe(name);
  });
});
