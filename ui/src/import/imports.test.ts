import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HostError } from '../hostError';
import { answers, resetFakeHost, send } from '../testing/fakeHost';
import { toasts } from '../state/toasts.svelte';
import type { ImportedFile, ImportReport } from '../wire';
import { followImports, importPaths, imports } from './imports.svelte';

/** An import that ends when the test says so. */
function held() {
  const asked: string[][] = [];
  const ends: ((report: Partial<ImportReport>) => void)[] = [];
  answers.import_files = (({ paths }: { paths: string[] }) => {
    asked.push(paths);
    return new Promise<ImportReport>((resolve) =>
      ends.push((report) => resolve({ importID: 'i', cancelled: false, files: [], ...report })),
    );
  }) as never;
  return { asked, end: (index: number, report: Partial<ImportReport> = {}) => ends[index]?.(report) };
}

const imported = (path: string) =>
  ({ path, format: 'telegram', warnings: [], error: null }) as never as ImportedFile;
const progress = { importID: 'i', path: '/a', bytesDone: 5, bytesTotal: 10, conversations: 1, messages: 2 };

beforeEach(() => {
  resetFakeHost(0);
  for (const name of Object.keys(answers)) Reflect.deleteProperty(answers, name);
  imports.dismiss();
});

describe('imports', () => {
  it('run one after the other and keep what each brought', async () => {
    const { asked, end } = held();
    const done = importPaths(['/a']);
    void importPaths(['/b', '/c']);
    await vi.waitFor(() => expect(asked).toEqual([['/a']]));
    expect(imports.waitingPaths).toBe(2);
    end(0, { files: [imported('/a')] });
    await vi.waitFor(() => expect(asked).toEqual([['/a'], ['/b', '/c']]));
    expect(imports.waitingPaths).toBe(0);
    end(1, { files: [imported('/b'), imported('/c')] });
    await done;
    expect(imports.running).toBeNull();
    expect(imports.finished.map(({ path }) => path)).toEqual(['/a', '/b', '/c']);
  });

  it('forget what the one before brought when a new one starts', async () => {
    const { asked, end } = held();
    const first = importPaths(['/a']);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    end(0, { files: [imported('/a')], cancelled: true });
    await first;
    expect(imports.wasCancelled).toBe(true);
    const second = importPaths(['/b']);
    expect([imports.finished, imports.wasCancelled]).toEqual([[], false]);
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    end(1);
    await second;
  });

  it('do nothing for a dialog that was closed without a choice', async () => {
    const { asked } = held();
    await importPaths([]);
    expect([asked, imports.running]).toEqual([[], null]);
  });

  it('say why the library could not take them, and go on with the next', async () => {
    const asked: string[][] = [];
    answers.import_files = ({ paths }) => {
      asked.push(paths);
      throw new HostError({ code: 200_002, message: '', reason: 'disk-full', params: {} });
    };
    await Promise.all([importPaths(['/a']), importPaths(['/b'])]);
    expect(asked).toEqual([['/a'], ['/b']]);
    expect(toasts.shown.at(-1)?.text).toContain('disk is full');
  });
});

describe('cancelling', () => {
  it('stops the running import and lets go of those that wait', async () => {
    const cancelled = vi.fn(() => null);
    answers.cancel_import = cancelled;
    await followImports();
    const { asked, end } = held();
    const done = importPaths(['/a']);
    void importPaths(['/b']);
    send('onImportProgress', progress);
    imports.cancel();
    imports.cancel();
    await vi.waitFor(() => expect(cancelled.mock.calls).toEqual([[{ importID: 'i' }]]));
    end(0, { cancelled: true });
    await done;
    expect(asked).toEqual([['/a']]);
  });

  it('before the import has told its name is sent as soon as it has', async () => {
    const cancelled = vi.fn(() => null);
    answers.cancel_import = cancelled;
    const { asked, end } = held();
    const done = importPaths(['/a']);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    imports.cancel();
    expect(cancelled).not.toHaveBeenCalled();
    send('onImportProgress', progress);
    await vi.waitFor(() => expect(cancelled).toHaveBeenCalledTimes(1));
    end(0);
    await done;
  });
});

describe('files given from outside', () => {
  it('are imported at the start and whenever more are given', async () => {
    const given = [['/from-command-line'], ['/from-second-start']];
    answers.take_given_files = () => given.shift() ?? [];
    const asked: string[][] = [];
    answers.import_files = ({ paths }) => {
      asked.push(paths);
      return { importID: 'i', cancelled: false, files: [] };
    };
    await followImports();
    send('onFilesGiven', null);
    await vi.waitFor(() => expect(asked).toEqual([['/from-command-line'], ['/from-second-start']]));
  });
});
