import { BlockList, isIP, isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { addressOf } from '../kernel/address.js';

/**
 * Whom `X-Forwarded-For` is believed from.
 * @param proxies addresses and networks (CIDR), as the setting was read
 * @returns whether an address is one of them
 */
export function trustedProxies(proxies: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = '', prefix] = proxy.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (text) => {
    const address = addressOf(text);
    return address !== null && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  };
}

/** Where a request came from; null when the proxies before us say something that is no address. */
export function clientAddress(request: Pick<FastifyRequest, 'ip'>): string | null {
  return addressOf(request.ip);
}

/** Whose requests are counted together: the client's address, else that of whoever is connected. */
export function countedAddress(request: FastifyRequest): string {
  return clientAddress(request) ?? addressOf(request.socket.remoteAddress) ?? 'unknown';
}
