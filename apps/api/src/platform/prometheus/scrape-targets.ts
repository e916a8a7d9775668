import { z } from 'zod';
import { DomainError } from '../kernel/domain-error.js';

const activeTargets = z.object({
  activeTargets: z.array(
    z.object({
      labels: z.record(z.string(), z.string()),
      scrapeUrl: z.string(),
      health: z.enum(['up', 'down', 'unknown']),
      lastError: z.string(),
    }),
  ),
});

/** Something that a Prometheus scrapes. */
export interface ScrapeTarget {
  readonly job: string;
  /** where it is scraped */
  readonly address: string;
  /** `unknown` before the first scrape */
  readonly health: 'up' | 'down' | 'unknown';
  /** the server's words where the last scrape failed; empty otherwise */
  readonly error: string;
}

/**
 * What `/api/v1/targets` tells.
 * @throws DomainError `dependency-unavailable` when it is of another form
 */
export function scrapeTargets(told: unknown): ScrapeTarget[] {
  const read = activeTargets.safeParse(told).data;
  if (!read)
    throw new DomainError('dependency-unavailable', 'Prometheus: targets of an unexpected form');
  return read.activeTargets.map(({ labels, scrapeUrl, health, lastError }) => ({
    job: labels['job'] ?? '',
    address: scrapeUrl,
    health,
    error: lastError,
  }));
}
