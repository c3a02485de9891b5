/**
 * The imports of this window: one runs, others wait, and what they brought is kept until it has
 * been read. Every way in comes here: the button, the system's drop, the command line.
 */
import { describeError } from '../errors';
import { call, hear } from '../host';
import { toasts } from '../state/toasts.svelte';
import type { ImportedFile, ImportProgress } from '../wire';

export interface RunningImport {
  paths: readonly string[];
  /** null until the core has said how far it is the first time. */
  progress: ImportProgress | null;
  isCancelling: boolean;
}

let running = $state.raw<RunningImport | null>(null);
let waiting = $state.raw<readonly string[][]>([]);
let finished = $state.raw<readonly ImportedFile[]>([]);
let wasCancelled = $state(false);

export const imports = {
  get running(): RunningImport | null {
    return running;
  },
  /** Files and folders that wait for the running import to end. */
  get waitingPaths(): number {
    return waiting.reduce((count, paths) => count + paths.length, 0);
  },
  /** What the imports since the last dismissal brought, file by file. */
  get finished(): readonly ImportedFile[] {
    return finished;
  },
  get wasCancelled(): boolean {
    return wasCancelled;
  },

  dismiss(): void {
    finished = [];
    wasCancelled = false;
  },

  /** Stops the running import and lets go of those that wait. What was added stays. */
  cancel(): void {
    waiting = [];
    if (!running || running.isCancelling) return;
    running = { ...running, isCancelling: true };
    askToCancel();
  },
};

/** Imports files, archives and folders, after those already on their way. Never rejects. */
export async function importPaths(paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  if (running) {
    waiting = [...waiting, [...paths]];
    return;
  }
  imports.dismiss();
  let next: string[] | undefined = [...paths];
  while (next) {
    await run(next);
    [next, ...waiting] = waiting;
  }
  running = null;
}

async function run(paths: string[]): Promise<void> {
  running = { paths, progress: null, isCancelling: false };
  try {
    const report = await call('import_files', { paths });
    finished = [...finished, ...report.files];
    wasCancelled ||= report.cancelled;
  } catch (failure) {
    // Files fail one by one inside the report; this is the library that could not be written.
    toasts.show(describeError(failure), { failed: true });
  }
}

function onProgress(progress: ImportProgress): void {
  if (!running) return;
  const isFirst = running.progress === null;
  running = { ...running, progress };
  // A cancel that came before the import had told its name goes out now.
  if (isFirst && running.isCancelling) askToCancel();
}

function askToCancel(): void {
  const importID = running?.progress?.importID;
  if (importID === undefined) return;
  call('cancel_import', { importID }).catch(() => {
    if (running) running = { ...running, isCancelling: false };
  });
}

async function importGivenFiles(): Promise<void> {
  try {
    await importPaths(await call('take_given_files', undefined));
  } catch (failure) {
    toasts.show(describeError(failure), { failed: true });
  }
}

/** Hears of progress and of files given from outside. Called when the library is open; waits for no import. */
export async function followImports(): Promise<void> {
  await hear('onImportProgress', onProgress);
  await hear('onFilesGiven', () => void importGivenFiles());
  void importGivenFiles();
}
