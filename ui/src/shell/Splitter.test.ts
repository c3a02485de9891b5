import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import Splitter from './Splitter.svelte';

it.each([
  ['ArrowLeft', 224],
  ['ArrowRight', 256],
  ['Home', 180],
  ['End', 360],
])('%s moves a pane’s edge, and the width is kept', async (key, width) => {
  const onresize = vi.fn();
  const onsettled = vi.fn();
  render(Splitter, { label: 'Width', width: 240, min: 180, max: 360, onresize, onsettled });
  await fireEvent.keyDown(screen.getByRole('separator'), { key });
  expect(onresize).toHaveBeenCalledWith(width);
  expect(onsettled).toHaveBeenCalledOnce();
});
