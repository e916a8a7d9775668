import type { PreviewServer } from 'vite';

/** Ends the server that the tests of screens looked at. */
export default async function tearDown(): Promise<void> {
  const server = (globalThis as { leitstandScreens?: PreviewServer }).leitstandScreens;
  if (server && 'closeAllConnections' in server.httpServer) server.httpServer.closeAllConnections(); // event streams never end
  await server?.close();
}
