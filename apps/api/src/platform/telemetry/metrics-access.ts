import type { IncomingHttpHeaders } from 'node:http';
import { hostNameIn, isLoopback } from '../kernel/host-name.js';
import { hashSecret } from '../kernel/one-time-secret.js';

/** What a proxy adds that passes a request on. */
const PASSED_ON = /^(?:forwarded|via|x-forwarded-.*|x-real-ip)$/;

/** Who asks for metrics: both ends of the connection, and what the request carries. */
export interface MetricsReader {
  readonly remoteAddress: string | undefined;
  readonly localAddress: string | undefined;
  readonly headers: IncomingHttpHeaders;
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
 * @param names by which this machine is asked, beside those of loopback and the address that was asked
 * @returns null when they may
 */
export function metricsRefusal(
  reader: MetricsReader,
  token: string | undefined,
  names: readonly string[],
): MetricsRefusal | null {
  if (token !== undefined)
    return brings(reader, token)
      ? null
      : { status: 401, says: 'metrics ask for the bearer token of LEITSTAND_METRICS_TOKEN' };
  const why = notFromHere(reader, names);
  return why === null
    ? null
    : {
        status: 403,
        says: `metrics are for this machine only${why}: set LEITSTAND_METRICS_TOKEN`,
      };
}

/** Why a request is none that this machine makes to itself, to be said behind the sentence; null when it is one. */
function notFromHere(reader: MetricsReader, names: readonly string[]): string | null {
  if (!isFromHere(reader)) return '';
  if (Object.keys(reader.headers).some((name) => PASSED_ON.test(name)))
    return ', and a proxy has passed this on';
  // A page of somebody else's may have its name lead to this machine: its browser says that name.
  const name = hostNameIn(reader.headers.host);
  const known = [...names, reader.localAddress].map((one) => one?.toLowerCase());
  return name !== null && (isLoopback(name) || known.includes(name))
    ? null
    : ', and the Host of this request is another';
}

/** A machine that talks to itself does so over loopback, or from the very address that it asks. */
function isFromHere({ remoteAddress, localAddress }: MetricsReader): boolean {
  if (remoteAddress === undefined) return false; // gone already
  return isLoopback(remoteAddress) || remoteAddress === localAddress;
}

function brings({ headers: { authorization = '' } }: MetricsReader, token: string): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
  return hashSecret(given) === hashSecret(token); // nobody learns a hash by how long this takes
}
