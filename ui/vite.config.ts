import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const realHost = fileURLToPath(new URL('./src/host.ts', import.meta.url));
const fakeHost = fileURLToPath(new URL('./src/testing/fakeHost.ts', import.meta.url));

/**
 * Puts an invented core behind the window, so that it can be tested and looked at in a browser:
 * in unit tests and with `vite --mode fake`. A build for people never takes this path.
 */
function withoutTauri(): Plugin {
  return {
    name: 'sheaf-fake-host',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (!/(^|\/)host(\.ts)?$/.test(source)) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found?.id === realHost ? fakeHost : found;
    },
  };
}

export default defineConfig(({ mode }) => ({
  plugins: [
    svelte(),
    ...(mode === 'test' ? [svelteTesting()] : []),
    ...(mode === 'fake' || mode === 'test' ? [withoutTauri()] : []),
  ],
  clearScreen: false,
  server: { port: 5173, strictPort: true, host: '127.0.0.1' },
  build: { outDir: 'dist', target: ['chrome120', 'safari17.4'], reportCompressedSize: false },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'], setupFiles: ['src/testing/setup.ts'] },
}));
