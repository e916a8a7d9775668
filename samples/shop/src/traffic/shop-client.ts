import { Pool } from 'undici';
import { z } from 'zod';

import type { Visit } from './visitors.js';

const MAX_IN_FLIGHT = 300;
const TIMEOUT_MS = 5_000;
const switches = z.object({ load: z.enum(['normal', 'peak']) });
const placed = z.object({ id: z.string() });

/** Sends the generated requests to the shop. */
export class ShopClient {
  private readonly pool: Pool;
  private inFlight = 0;

  constructor(url: URL) {
    this.pool = new Pool(url.origin, {
      connections: MAX_IN_FLIGHT,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    });
  }

  /** The shop's load level, or null when the shop does not answer. */
  async load(): Promise<'normal' | 'peak' | null> {
    try {
      const response = await this.pool.request({ method: 'GET', path: '/control' });
      return switches.parse(await response.body.json()).load;
    } catch {
      return null;
    }
  }

  /**
   * Sends one request; beyond 300 unanswered ones it is dropped, so that a stuck shop is not buried.
   * @returns the id of the order it placed, null for any other answer, undefined when nothing came back
   */
  async send(visit: Visit): Promise<string | null | undefined> {
    if (this.inFlight >= MAX_IN_FLIGHT) return undefined;
    this.inFlight++;
    try {
      const body = visit.json === undefined ? {} : { body: JSON.stringify(visit.json) };
      const headers = visit.json === undefined ? {} : { 'content-type': 'application/json' };
      const response = await this.pool.request({
        method: visit.method,
        path: visit.path,
        headers,
        ...body,
      });
      const json = await response.body.json();
      if (visit.kind !== 'checkout' || response.statusCode !== 201)
        return response.statusCode < 400 ? null : undefined;
      return placed.parse(json).id;
    } catch {
      return undefined;
    } finally {
      this.inFlight--;
    }
  }

  /** Drops what is in flight and closes all connections. */
  close(): Promise<void> {
    return this.pool.destroy();
  }
}
