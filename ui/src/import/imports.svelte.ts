/**
 * The imports of this window: one runs, others wait, and what they brought is kept until it has
 * been read. Every way in comes here: the button, the system's drop, the command line. Chats of
 * which only the person knows where they belong are left out; their questions are kept until they
 * are answered, and the answers are imports like any other.
 */
import { describeError } from '../errors';
import { call, hear } from '../host';
import { t } from '../messages';
import { toasts } from '../state/toasts.svelte';
import type { ImportedFile, ImportProgress, ImportReport, Namesake, NamesakeAnswer } from '../wire';

export interface RunningImport {
  paths: readonly string[];
  /** null until the core has said how far it is the first time. */
  progress: ImportProgress | null;
  isCancelling: boolean;
}

/** One call of the core: files and folders, or answers about chats that it asked about. */
interface Job {
  paths: readonly string[];
  start: () => Promise<ImportReport>;
  /** It did not come to be, or not to its end. */
  undone?: () => void;
}

let running = $state.raw<RunningImport | null>(null);
let waiting = $state.raw<readonly Job[]>([]);
let finished = $state.raw<readonly ImportedFile[]>([]);
let wasCancelled = $state(false);
let questions = $state.raw<readonly Namesake[]>([]);
let isAsking = $state(false);

export const imports = {
  get running(): RunningImport | null {
    return running;
  },
  /** Files and folders that wait for the running import to end. */
  get waitingPaths(): number {
    return waiting.reduce((count, { paths }) => count + paths.length, 0);
  },
  /** What the imports since the last dismissal brought, file by file. */
  get finished(): readonly ImportedFile[] {
    return finished;
  },
  get wasCancelled(): boolean {
    return wasCancelled;
  },

  /** The chats that are left out until the person says where they belong. */
  get questions(): readonly Namesake[] {
    return questions;
  },
  /** Whether they are being asked about, or wait until the person comes back to them. */
  get isAsking(): boolean {
    return isAsking && questions.length > 0;
  },
  ask(): void {
    isAsking = true;
  },
  askLater(): void {
    isAsking = false;
  },
  /** Lets go of the questions, until they are asked for again: their chats stay out. */
  leaveOut(): void {
    if (questions.length === 0) return;
    const left = questions;
    questions = [];
    toasts.show(t('import.namesake.leftOut', { count: left.length }), {
      action: {
        label: t('import.namesake.answer'),
        run() {
          questions = [...left, ...questions];
          imports.ask();
        },
      },
    });
  },

  dismiss(): void {
    finished = [];
    wasCancelled = false;
  },

  /** Stops the running import and lets go of those that wait. What was added stays. */
  cancel(): void {
    for (const job of waiting) job.undone?.();
    waiting = [];
    if (!running || running.isCancelling) return;
    running = { ...running, isCancelling: true };
    askToCancel();
  },
};

/** Imports files, archives and folders, after those already on their way. Never rejects. */
export async function importPaths(paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  if (!running) imports.dismiss();
  await enqueue({ paths, start: () => call('import_files', { paths: [...paths], ask: true }) });
}

/** Imports chats that were asked about, as the person answered. Never rejects. */
export async function answerQuestions(answers: readonly NamesakeAnswer[]): Promise<void> {
  const paths = answers.map(({ path }) => path);
  const answered = questions.filter(({ path }) => paths.includes(path));
  questions = questions.filter(({ path }) => !paths.includes(path));
  await enqueue({
    paths,
    start: () => call('import_namesakes', { answers: [...answers] }),
    // The answers can be given again; what was imported by them is found to be known.
    undone: () => putQuestions(answered),
  });
}

async function enqueue(job: Job): Promise<void> {
  if (running) {
    waiting = [...waiting, job];
    return;
  }
  let next: Job | undefined = job;
  while (next) {
    await run(next);
    [next, ...waiting] = waiting;
  }
  running = null;
}

async function run({ paths, start, undone }: Job): Promise<void> {
  running = { paths, progress: null, isCancelling: false };
  try {
    const report = await start();
    finished = [...finished, ...report.files];
    wasCancelled ||= report.cancelled;
    if (report.cancelled) undone?.();
    if (report.namesakes && !report.cancelled) {
      putQuestions(report.namesakes);
      isAsking = true;
    }
  } catch (failure) {
    // Files fail one by one inside the report; this is the library that could not be written.
    toasts.show(describeError(failure), { failed: true });
    undone?.();
  }
}

/** A file that was given again is asked about once. */
function putQuestions(put: readonly Namesake[]): void {
  const paths = put.map(({ path }) => path);
  questions = [...questions.filter(({ path }) => !paths.includes(path)), ...put];
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
