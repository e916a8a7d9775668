import type { FastifyRequest } from 'fastify';
import { invalid } from '../kernel/refusal.js';
import { unstorablePaths } from '../kernel/storable-text.js';

/** Keeps text out that would fail in the database, or come back changed. @throws Refusal `validation-failed` naming each field */
export async function refuseUnstorable({ body, query, params }: FastifyRequest): Promise<void> {
  const paths = [body, query, params].flatMap((part) => unstorablePaths(part));
  if (paths.length === 0) return;
  throw invalid(paths.map((path) => ({ path, code: 'not-text', message: 'must be text without zero bytes and half characters' })));
}
