import { expect, it } from 'vitest';

const sources = import.meta.glob<string>('../**/*.{ts,svelte}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

it('takes nothing but types from the SDK, so that nothing of it is bundled', () => {
  const imports = Object.values(sources).flatMap(
    (source) => source.match(/^import .*from '@tencentcloud\/chat';$/gm) ?? [],
  );
  expect(imports).not.toHaveLength(0);
  expect(imports.filter((line) => !line.startsWith('import type '))).toEqual([]);
});
