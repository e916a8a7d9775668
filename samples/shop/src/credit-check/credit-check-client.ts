import type { LookupFunction } from 'node:net';

import { Agent, request } from 'undici';
import { z } from 'zod';

import type { Totals } from '../control/totals.js';

/** Host name of the partner, as it appears in `server.address` of the client metric. */
export const PARTNER_HOST = 'credit-check';
const TIMEOUT_MS = 2_000;
const answer = z.object({ verdict: z.enum(['approved', 'declined']) });

/** What the partner is asked. */
export interface Assessment {
  customer: string;
  cents: number;
  currency: string;
}

/** Asks the credit check partner; `unknown` when it gives no verdict in time. */
export interface CreditCheck {
  assess(assessment: Assessment): Promise<'approved' | 'declined' | 'unknown'>;
  close(): Promise<void>;
}

/** The partner's name is resolved here, to the loopback address, so that no name server is asked. */
const lookup: LookupFunction = (_host, options, done) => {
  if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};

/**
 * A client for the partner listening on `port`.
 * @param totals counts every call, how long it took, and whether it failed
 */
export function creditCheckClient(port: number, totals: Totals): CreditCheck {
  const agent = new Agent({
    connect: { lookup, timeout: TIMEOUT_MS },
    connections: 128,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  const url = `http://${PARTNER_HOST}:${port}/assessments`;
  return {
    async assess(assessment) {
      const started = performance.now();
      const verdict = await ask(agent, url, assessment);
      totals.checked((performance.now() - started) / 1000, verdict === 'unknown');
      return verdict;
    },
    close: () => agent.close(),
  };
}

async function ask(
  agent: Agent,
  url: string,
  assessment: Assessment,
): Promise<'approved' | 'declined' | 'unknown'> {
  try {
    const response = await request(url, {
      method: 'POST',
      dispatcher: agent,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(assessment),
    });
    const body = answer.safeParse(await response.body.json());
    return response.statusCode === 200 && body.success ? body.data.verdict : 'unknown';
  } catch {
    return 'unknown';
  }
}
