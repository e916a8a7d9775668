import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addressOf } from '../kernel/address.js';
import { DomainError } from '../kernel/domain-error.js';
import { hostNameIn, isLoopback } from '../kernel/host-name.js';

/** Whom a request means, and by which address it came. */
export interface Meant {
  readonly host: string | undefined;
  /** the address of ours that the connection leads to */
  readonly localAddress: string | undefined;
  readonly path: string;
}

const PROBES = new Set(['/livez', '/healthz', '/readyz']);

/**
 * Whether a request names us in its Host. A page of somebody else's whose name was made to lead to our address (DNS rebinding) could
 * otherwise read what its browser is answered here, as if it were of ours; it names itself. Probes of a balancer or of Kubernetes name an
 * address, whichever it is, or nothing.
 * @param names of hosts, beside loopback and the address that was reached
 */
export function namesUs({ host, localAddress, path }: Meant, names: readonly string[]): boolean {
  const name = hostNameIn(host);
  if (PROBES.has(path) && (host === undefined || host === '' || addressOf(name) !== null))
    return true;
  if (name === null) return false;
  if (isLoopback(name) || names.includes(name)) return true;
  const address = addressOf(name);
  return address !== null && address === addressOf(localAddress);
}

/**
 * Refuses requests that mean another host, before anything else of them is looked at.
 * @param names as in settings: the host of the public address, and those that the operator names
 */
export function answerOwnHosts(fastify: FastifyInstance, names: readonly string[]): void {
  const own = names.flatMap((name) => hostNameIn(name) ?? []);
  fastify.addHook('onRequest', async ({ headers, socket, url }: FastifyRequest) => {
    const path = url.split('?', 1)[0] ?? '';
    if (namesUs({ host: headers.host, localAddress: socket.localAddress, path }, own)) return;
    throw new DomainError(
      'misdirected',
      'This instance does not answer to the host of this request. Use the address of LEITSTAND_PUBLIC_URL, or name the host in LEITSTAND_ALLOWED_HOSTS.',
    );
  });
}
