import { normalizeIP } from '@better-auth/core/utils/ip';
import type { FastifyRequest } from 'fastify';
import { countedAddress } from '../../platform/http/client-address.js';

/** A provider gives every line at home a network of this size, so its addresses are one sender. */
const IPV6_SUBNET = 64;

/** Whose attempts are counted together, where nobody is signed in. */
export function senderOf(request: FastifyRequest): string {
  return normalizeIP(countedAddress(request), { ipv6Subnet: IPV6_SUBNET });
}
