/** Search over titles, people and messages: its field, and its results in the list's place. */
export { focusSearch } from './open';
export { search } from './search.svelte';
export { default as SearchField } from './SearchField.svelte';
export { default as SearchResults } from './SearchResults.svelte';
