import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['dist/'] },
  js.configs.recommended,
  ts.configs.strict,
  svelte.configs.recommended,
  svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    rules: {
      // TypeScript resolves names; this rule does not know types.
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@tauri-apps/*'], message: 'Only host.ts speaks with the host.' }] },
      ],
      // Sets of 100,000 ids are plain on purpose; what is drawn from them says so itself.
      'svelte/prefer-svelte-reactivity': 'off',
      // Imported text is never HTML. The one place that shows sanitised Markdown says so itself.
      'svelte/no-at-html-tags': 'error',
    },
  },
  { files: ['src/host.ts'], rules: { 'no-restricted-imports': 'off' } },
);
