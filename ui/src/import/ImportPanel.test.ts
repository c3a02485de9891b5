import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HostError } from '../hostError';
import { search } from '../search';
import { language } from '../state/language.svelte';
import { library } from '../state/library.svelte';
import { reading } from '../state/reading.svelte';
import { selection } from '../state/selection.svelte';
import { toasts } from '../state/toasts.svelte';
import { current } from '../state/view.svelte';
import { answers, call, resetFakeHost } from '../testing/fakeHost';
import type { ImportedFile, UngroupedFolder } from '../wire';
import ImportPanel from './ImportPanel.svelte';
import { importPaths, imports } from './imports.svelte';

function file(format: string, rowIDs: number[]): ImportedFile {
  return {
    path: '/home/ana/export.zip',
    format,
    conversationsAdded: rowIDs.length,
    conversationsUpdated: 0,
    messagesAdded: rowIDs.length,
    messagesKnown: 0,
    rowIDs,
    warnings: [],
    error: null,
  };
}

/** Shows what an import brought that reported these files. */
async function imported(...files: ImportedFile[]) {
  answers.import_files = () => ({ importID: 'i', cancelled: false, files });
  await importPaths(['/home/ana/export.zip']);
  render(ImportPanel);
}

const button = (name: string) => screen.getByRole('button', { name });

beforeEach(async () => {
  language.choose('en');
  imports.dismiss();
  selection.clear();
  reading.close();
  for (const { id } of toasts.shown) toasts.dismiss(id);
  resetFakeHost(60);
  answers.get_ungrouped_folders = () => [];
  await library.refresh();
  await current.open({ kind: 'group', name: 'Suppliers' });
  await current.filterBy({});
});

describe('what an import brought', () => {
  it('is selected in the list of all that came from its product', async () => {
    const rows = await call('get_rows', { rowIDs: Array.from({ length: 60 }, (_, index) => index + 1) });
    const format = rows[0]?.source ?? '';
    const ofSource = rows.filter((row) => row.source === format).map((row) => row.rowID);
    expect(ofSource.length).toBeGreaterThan(1);
    await imported(file(format, ofSource));
    search.type('something');
    await fireEvent.click(button('Show'));
    await vi.waitFor(() => expect(selection.size).toBe(ofSource.length));
    expect(search.isOpen).toBe(false);
    expect([current.view, current.sort, current.filter]).toEqual([
      { kind: 'all' },
      'latest',
      { source: format },
    ]);
    expect(selection.ids.every((rowID) => ofSource.includes(rowID))).toBe(true);
    expect(reading.conversationID).toBeNull();
  });

  it('is opened when it is one conversation', async () => {
    const [row] = await call('get_rows', { rowIDs: [3] });
    await imported(file(row?.source ?? '', [3]));
    await fireEvent.click(button('Show'));
    await vi.waitFor(() => expect(reading.conversationID).toBe(row?.conversationID));
    expect(selection.ids).toEqual([3]);
  });

  it('is shown among all when it came from several products', async () => {
    await imported(file('telegram', [1]), file('chatgpt', [2]));
    await fireEvent.click(button('Show'));
    await vi.waitFor(() => expect(selection.size).toBe(2));
    expect(current.filter).toEqual({});
  });

  it('offers nothing to show when nothing came in', async () => {
    await imported(file('telegram', []));
    expect(screen.queryByRole('button', { name: 'Show' })).toBeNull();
  });
});

describe("a product's projects", () => {
  const folders: UngroupedFolder[] = [
    { source: 'chatgpt', folder: 'g-p-1', count: 11 },
    { source: 'chatgpt', folder: 'g-p-2', count: 1 },
  ];

  it('are offered as groups, and made so under names that are free', async () => {
    await call('create_group_of_rows', { groupName: 'ChatGPT project 1', rowIDs: [] });
    await library.refresh();
    let left = folders;
    const asked: string[][] = [];
    answers.get_ungrouped_folders = ({ sources }) => {
      asked.push(sources);
      return left;
    };
    const made: unknown[] = [];
    answers.create_groups_of_folders = ({ groups }) => {
      made.push(groups);
      left = [];
      const params = { count: groups.length };
      const undo = { operationID: 99, kind: 'createGroups' as const, label: '', params };
      answers.get_history = () => ({ undo, redo: null });
      return { groups: groups.length, conversations: 12 };
    };
    await imported(file('chatgpt', [1, 2]), file('', []));
    await screen.findByText('12 conversations are in 2 ChatGPT projects.');
    expect(asked).toEqual([['chatgpt']]);
    await fireEvent.click(button('Make a group of each'));
    await vi.waitFor(() => expect(toasts.shown.at(-1)?.text).toBe('Created 2 groups.'));
    expect(made).toEqual([
      [
        { source: 'chatgpt', folder: 'g-p-1', groupName: 'ChatGPT project 2' },
        { source: 'chatgpt', folder: 'g-p-2', groupName: 'ChatGPT project 3' },
      ],
    ]);
    await vi.waitFor(() => expect(screen.queryByText(/ChatGPT projects/)).toBeNull());
  });

  it('stay offered when there would be too many groups, and it is said why', async () => {
    answers.get_ungrouped_folders = () => folders.slice(0, 1);
    answers.create_groups_of_folders = () => {
      throw new HostError({ code: 51010, message: '', reason: 'too-many-groups', params: { limit: 20 } });
    };
    await imported(file('chatgpt', [1]));
    await screen.findByText('11 conversations are in a ChatGPT project.');
    await fireEvent.click(button('Make a group of it'));
    await vi.waitFor(() => expect(toasts.shown.at(-1)).toMatchObject({ failed: true }));
    expect(toasts.shown.at(-1)?.text).toContain('20');
    await screen.findByText('11 conversations are in a ChatGPT project.');
  });
});
