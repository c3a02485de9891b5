/** Bringing exports into the library: the one way in, and what the window shows of it. */
export { followImports, importPaths } from './imports.svelte';
export { default as DropOverlay } from './DropOverlay.svelte';
export { default as ImportPanel } from './ImportPanel.svelte';
export { default as NamesakesDialog } from './NamesakesDialog.svelte';
export { default as WaitingChats } from './WaitingChats.svelte';
