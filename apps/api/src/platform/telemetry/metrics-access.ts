import { hashSecret } from '../kernel/one-time-secret.js';

/** Who asks for metrics: both ends of the connection, and what the request carries. */
export interface MetricsReader {
  readonly remoteAddress: string | undefined;
  readonly localAddress: string | undefined;
  readonly authorization: string | undefined;
}

/** Why somebody gets no metrics. */
export interface MetricsRefusal {
  readonly status: 401 | 403;
  readonly says: string;
}

/**
 * Whether somebody may read `/metrics`, which name objectives and budgets of every territory: with a token whoever brings it, without
 * one this machine only.
 * @param token that of the settings; undefined = none
 * @returns null when they may
 */
export function metricsRefusal(
  reader: MetricsReader,
  token: string | undefined,
): MetricsRefusal | null {
  if (token !== undefined)
    return brings(reader, token)
      ? null
      : { status: 401, says: 'metrics ask for the bearer token of LEITSTAND_METRICS_TOKEN' };
  return isFromHere(reader)
    ? null
    : { status: 403, says: 'metrics are for this machine only: set LEITSTAND_METRICS_TOKEN' };
}

/** A machine that talks to itself does so over loopback, or from the very address that it asks. */
function isFromHere({ remoteAddress, localAddress }: MetricsReader): boolean {
  if (remoteAddress === undefined) return false; // gone already
  return isLoopback(remoteAddress) || remoteAddress === localAddress;
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address);
}

function brings({ authorization = '' }: MetricsReader, token: string): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
  return hashSecret(given) === hashSecret(token); // nobody learns a hash by how long this takes
}
