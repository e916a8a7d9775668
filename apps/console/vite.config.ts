import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { mockApi } from './mock-api/vite-plugin.js';

const here = fileURLToPath(new URL('.', import.meta.url));

/** `vite build apps/console` → dist/console. `vite apps/console --mode mock` serves the console with the mock API. */
export default defineConfig(({ mode }) => ({
  root: here,
  plugins: [react(), ...(mode === 'mock' ? [mockApi()] : [])],
  resolve: { conditions: ['leitstand-source', 'module', 'browser', 'development|production'] },
  ssr: {
    resolve: { conditions: ['leitstand-source', 'module', 'node', 'development|production'] },
  },
  build: {
    outDir: fileURLToPath(new URL('../../dist/console', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // What may stand in addresses is needed at once and tiny: one file instead of one a page.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: 'searches', test: /\/pages\/[^/]+\/search\.ts$/ }],
        },
      },
    },
  },
  server: {
    proxy:
      mode === 'mock'
        ? undefined
        : { '/api': { target: process.env['LEITSTAND_API'] ?? 'http://127.0.0.1:4700' } },
  },
}));
