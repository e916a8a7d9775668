import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { leanPreloads, START } from './lean-preloads.js';
import { precompress } from './precompress.js';
import { fillServiceWorker, SERVICE_WORKER } from './service-worker.js';
import { mockApi } from './mock-api/vite-plugin.js';

const here = fileURLToPath(new URL('.', import.meta.url));

const NOT_OF_START = /\/src\/offline\/|\/workbox-|rolldown|index\.html|\/src\/main\.tsx/;
const STYLE_OF_PROGRAM = /\s*<link rel="stylesheet"[^>]* href="\/assets\/[^>]*>/g;

/**
 * Puts the program's stylesheets behind what index.html shows meanwhile: in the head they would keep that off the screen until they are
 * there. The program still waits for them, as every module script does for the stylesheets before its end.
 */
function stylesBehindStart(): Plugin {
  return {
    name: 'styles-behind-start',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        const links = html.match(STYLE_OF_PROGRAM) ?? [];
        if (links.length === 0) throw new Error('index.html has no stylesheet of the program');
        return html
          .replaceAll(STYLE_OF_PROGRAM, '')
          .replace(/\s*<\/body>/, `${links.join('')}\n  </body>`);
      },
    },
  };
}

/** `vite build apps/console` → dist/console. `vite apps/console --mode mock` serves the console with the mock API. */
export default defineConfig(({ mode }) => ({
  root: here,
  plugins: [
    react(),
    stylesBehindStart(),
    leanPreloads(),
    fillServiceWorker(`${here}public`),
    precompress(),
    ...(mode === 'mock' ? [mockApi()] : []),
  ],
  resolve: {
    // `leitstand-console` stands for what is smaller in a browser than on the server, which has the last word.
    conditions: [
      'leitstand-console',
      'leitstand-source',
      'module',
      'browser',
      'development|production',
    ],
  },
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
      input: { index: `${here}index.html`, worker: `${here}src/offline/service-worker.ts` },
      output: {
        entryFileNames: ({ name }) =>
          name === 'worker' ? SERVICE_WORKER : 'assets/[name]-[hash].js',
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              // What every page needs is one file: in pieces by who else shares them it was seventy.
              name: START,
              tags: ['$initial'],
              // The service worker is none of it, and imports nothing; what starts the program stays its entry.
              test: (id) => !NOT_OF_START.test(id),
            },
          ],
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
