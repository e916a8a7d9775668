import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import type { AddressGuard } from './address-guard.js';

/** An address of a host, and its family: 4 or 6. */
export interface FoundAddress {
  readonly address: string;
  readonly family: number;
}

/** The address leads to where messages may not go. */
export class AddressRefused extends Error {}

const CONNECT_MS = 5000;

/**
 * Connects where a host may be reached, and nowhere else: to what was looked up and looked at, so that a name that leads elsewhere a moment
 * later changes nothing.
 * @param resolve all addresses of a name; rejects where there is none
 */
export function guardedConnect(
  guard: Pick<AddressGuard, 'isNamed' | 'mayReach'>,
  resolve: (host: string) => Promise<readonly FoundAddress[]>,
): buildConnector.connector {
  const addressesOf = async ({ hostname, protocol, port }: buildConnector.Options) => {
    if (guard.isNamed(hostname, Number(port || (protocol === 'https:' ? 443 : 80)))) return null;
    const literal = hostname.replace(/^\[|\]$/g, '');
    const family = isIP(literal);
    const found = family === 0 ? await resolve(hostname) : [{ address: literal, family }];
    const may = found.filter(({ address }) => guard.mayReach(address));
    if (may.length === 0) throw new AddressRefused();
    return [...may];
  };
  return (options, done) => {
    addressesOf(options).then(
      (to) => {
        const connect = buildConnector({
          timeout: CONNECT_MS,
          ...(to === null
            ? {}
            : { lookup: (_host, _all, found) => found(null, to), autoSelectFamily: true }),
        });
        connect(options, done);
      },
      (error: Error) => done(error, null),
    );
  };
}
