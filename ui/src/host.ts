/**
 * The window's only door to the host. Nothing else imports `@tauri-apps/*`, so everything above
 * this file runs unchanged over the invented core of `testing/fakeHost.ts`.
 */
import { invoke, type InvokeArgs } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import { open } from '@tauri-apps/plugin-dialog';
import { HostError, isWireError } from './hostError';
import type { Commands, Events } from './wire';

export type Stop = () => void;

/** Calls a command of the core. Rejects with a `HostError`. */
export async function call<K extends keyof Commands>(
  name: K,
  request: Commands[K]['request'],
): Promise<Commands[K]['result']> {
  try {
    const answer = await invoke<Commands[K]['result'] | ArrayBuffer>(name, request as InvokeArgs | undefined);
    return answer instanceof ArrayBuffer ? (rowIDs(answer) as Commands[K]['result']) : answer;
  } catch (failure) {
    throw isWireError(failure) ? new HostError(failure) : failure;
  }
}

/** An order comes as bytes, the one thing that does: little-endian u32, the revision first. */
function rowIDs(bytes: ArrayBuffer): Uint32Array<ArrayBuffer> {
  return new Uint32Array(bytes).subarray(1);
}

/** Hears an event of the core from the moment the promise resolves until `Stop` is called. */
export function hear<K extends keyof Events>(name: K, handler: (payload: Events[K]) => void): Promise<Stop> {
  return listen<Events[K]>(name, (event) => handler(event.payload));
}

/** Files of the system's file manager over the window; `x` and `y` are CSS pixels. */
export type FileDrop =
  { kind: 'over'; x: number; y: number } | { kind: 'drop'; paths: string[] } | { kind: 'leave' };

export function hearFileDrop(handler: (drop: FileDrop) => void): Promise<Stop> {
  return getCurrentWebview().onDragDropEvent(({ payload }) => {
    switch (payload.type) {
      case 'enter':
      case 'over': {
        const scale = window.devicePixelRatio;
        handler({ kind: 'over', x: payload.position.x / scale, y: payload.position.y / scale });
        break;
      }
      case 'drop':
        handler({ kind: 'drop', paths: payload.paths });
        break;
      case 'leave':
        handler({ kind: 'leave' });
    }
  });
}

/** The system's dialog for files; `[]` when it was closed without a choice. */
export async function chooseFiles(title: string): Promise<string[]> {
  return (await open({ title, multiple: true })) ?? [];
}

/** The system's dialog for a folder; null when it was closed without a choice. */
export function chooseFolder(title: string): Promise<string | null> {
  return open({ title, directory: true });
}

/** Draws the whole window larger or smaller; 1 is as designed. */
export function zoomTo(factor: number): Promise<void> {
  return getCurrentWebview().setZoom(factor);
}

/** The window's language before the core has told the system's. */
export function windowLanguage(): string {
  return navigator.language;
}

/** Says that the first view is painted: to tests by `data-ready`, to the core by a command. */
export async function reportReady(): Promise<void> {
  document.documentElement.dataset.ready = 'true';
  await invoke('window_ready');
}
