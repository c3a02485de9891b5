import { render, screen } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { afterEach, expect, it, vi } from 'vitest';
import Dialog from './Dialog.svelte';
import EraseDialog from './EraseDialog.svelte';

/** The tests' document lays nothing out. */
function layOut(heights: Record<string, number>) {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(function (this: HTMLElement) {
    return heights[this.classList[0] ?? ''] ?? 0;
  });
}

afterEach(() => vi.restoreAllMocks());

const children = createRawSnippet(() => ({ render: () => '<p>Many lines</p>' }));

async function open() {
  render(Dialog, { title: 'What the import brought', onclose: () => undefined, children });
  await tick();
  return screen.queryByRole('group', { name: 'What the import brought' });
}

it('what scrolls in a dialog can be come to by Tab, and has the keys from the start', async () => {
  layOut({ content: 300, whole: 900 });
  const content = await open();
  expect(content?.tabIndex).toBe(0);
  await vi.waitFor(() => expect(document.activeElement).toBe(content));
});

it('what fits is no stop of the keyboard', async () => {
  layOut({ content: 300, whole: 300 });
  expect(await open()).toBeNull();
});

it('the question before erasing is told together with what it warns of', () => {
  render(EraseDialog, { erasing: { rowIDs: [1, 2] } });
  const described = screen.getByRole('dialog').getAttribute('aria-describedby') ?? '';
  expect(document.getElementById(described)?.textContent).toContain('This cannot be undone.');
});
