/** Hosts that a server listens on and nobody can go to. */
const EVERY_ADDRESS = new Set(['0.0.0.0', '[::]']);

/** Whether links to an address lead anywhere: not when nobody named the one that people use and the server listens on all. */
export function opensAnywhere(publicUrl: string): boolean {
  return !EVERY_ADDRESS.has(new URL(publicUrl).hostname);
}
