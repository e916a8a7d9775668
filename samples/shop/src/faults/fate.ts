import type { Switches } from '../control/switches.js';
import { drawDuration, type Random, type Work } from './latency.js';

/** Share of requests that fail without anybody having switched anything: 0.02 %. */
export const NATURAL_ERRORS = 0.0002;

/** What will happen to a request: how long it waits, and whether it then fails. */
export interface Fate {
  delayMs: number;
  fails: boolean;
}

/** Decides the fate of a request from the switches, the strain (0..1) and chance. */
export function drawFate(work: Work, switches: Switches, strain: number, random: Random): Fate {
  return {
    delayMs: drawDuration(work, strain, switches.slowness, random),
    fails: random() < NATURAL_ERRORS + switches.errors * (1 - NATURAL_ERRORS),
  };
}
