import type { LoggerService } from '@nestjs/common';
import type { Exports } from './exports.js';

let inForce: Exports | null = null;

/** What is preloaded notes what it does; the program, which has a log, tells. */
export function noteExports(exports: Exports): void {
  inForce = exports;
}

/**
 * Says in the log what this process exports, and where to.
 * @param metrics address of its `/metrics`
 */
export function tellExports(log: LoggerService, metrics: string): void {
  const traces = inForce?.traces ?? 'nobody (ids in the log only)';
  log.log(`telemetry: metrics at ${metrics}, traces to ${traces}`);
  for (const sentence of inForce?.refused ?? []) log.warn(sentence);
}
