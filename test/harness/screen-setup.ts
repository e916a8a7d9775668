import { preview, type PreviewServer } from 'vite';

/** Serves the built console with the mock API, for all tests of screens. */
export default async function setUp(): Promise<void> {
  const server = await preview({
    configFile: 'apps/console/vite.config.ts',
    mode: 'mock',
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port: 0 },
  });
  process.env.LEITSTAND_CONSOLE_URL = server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
  (globalThis as { leitstandScreens?: PreviewServer }).leitstandScreens = server;
}
