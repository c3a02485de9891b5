import { MediaQuery } from 'svelte/reactivity';

/** Whether there is room for the list or the reader, not both. */
export const narrow = new MediaQuery('max-width: 899px');
