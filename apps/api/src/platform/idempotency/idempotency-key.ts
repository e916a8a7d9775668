import { createHmac } from 'node:crypto';
import { DomainError } from '../kernel/domain-error.js';

/** What is known of a key: the request it came with first, and the answer to it. */
export interface KnownKey {
  readonly fingerprint: string;
  /** null while the first request runs, or after its process died over it */
  readonly status: number | null;
  /** null where the answer was not kept */
  readonly body: string | null;
  /** whether the first request changed something, as far as its transactions told */
  readonly hasCommitted: boolean;
  readonly ageSeconds: number;
}

const SHAPE = /^[\x21-\x7e]{1,255}$/;
const PATIENCE_SECONDS = 60;

/**
 * @returns null when the request carries no key
 * @throws DomainError `validation-failed`
 */
export function keyOf(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === 'string' && SHAPE.test(header)) return header;
  throw new DomainError(
    'validation-failed',
    'Idempotency-Key must be 1 to 255 visible ASCII characters, for example a UUID.',
  );
}

/** Tells two requests apart without keeping what they said: bodies may hold passwords. */
export function fingerprintOf(method: string, url: string, body: unknown, secret: string): string {
  return createHmac('sha256', secret)
    .update(`idempotency\n${method}\n${url}\n${JSON.stringify(body ?? null)}`)
    .digest('hex');
}

/**
 * What to answer to a repeat.
 * @throws DomainError `conflict` (another request), `request-running` (the first one, by what is known: to be sent again), `outcome-unknown` (nobody
 * noted how the first one ended: to be looked at), `gone` (carried out, answer not kept or lost)
 */
export function replayOf(
  known: KnownKey,
  fingerprint: string,
): { readonly status: number; readonly body: string } {
  if (known.fingerprint !== fingerprint)
    throw new DomainError(
      'conflict',
      'This Idempotency-Key was used for another request. Take a new one.',
    );
  if (known.status === null && known.ageSeconds < PATIENCE_SECONDS)
    throw new DomainError(
      'request-running',
      'A request with this Idempotency-Key is still running. Wait, then send it again.',
    );
  if (known.status === null && known.hasCommitted)
    throw new DomainError(
      'gone',
      'This request took effect, but its answer was lost. Look at what it changed; do not send it again.',
    );
  if (known.status === null)
    throw new DomainError(
      'outcome-unknown',
      'The first request with this Idempotency-Key never ended. Look whether it took effect, then take a new key.',
    );
  if (known.body === null)
    throw new DomainError(
      'gone',
      'This request was carried out already. Its answer is not kept, because it may hold a secret that is shown once.',
    );
  return { status: known.status, body: known.body };
}
