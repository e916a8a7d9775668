import type { LoggerService } from '@nestjs/common';
import type { Exports } from './exports.js';

let inForce: Exports | null = null;
let program = 'not preloaded';

/**
 * What is preloaded notes what it does; the program, which has a log, tells.
 * @param service its name and version, as everything that is exported says them
 */
export function noteExports(exports: Exports, service: string): void {
  inForce = exports;
  program = service;
}

/**
 * Says in the log what this process exports, and where to.
 * @param metrics address of its `/metrics`
 */
export function tellExports(log: LoggerService, metrics: string): void {
  const traces = inForce?.traces ?? 'nobody (ids in the log only)';
  log.log(`telemetry of ${program}: metrics at ${metrics}, traces to ${traces}`);
  for (const sentence of inForce?.refused ?? []) log.warn(sentence);
}
