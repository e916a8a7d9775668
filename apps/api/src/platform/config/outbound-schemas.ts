import { z } from 'zod';

/** Where messages may go besides the open internet. */
export interface OutboundAllow {
  /** networks and addresses, in CIDR notation */
  readonly networks: readonly string[];
  /** `host:port`, lower case; IPv6 in brackets */
  readonly hosts: readonly string[];
}

const HOST_PORT = /^(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?):([1-9]\d{0,4})$/;
const isNetwork = (part: string) =>
  z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]).safeParse(part).success;
/** `10.1.2.3` is `10.1.2.3/32`. */
const inCidr = (part: string) => {
  if (part.includes('/')) return part;
  return `${part}/${part.includes(':') ? 128 : 32}`;
};
const isHost = (part: string) => Number(HOST_PORT.exec(part)?.[1] ?? 65_536) < 65_536;

/** `10.0.0.0/8, chat.internal:8065` */
export const outboundAllow = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim().toLowerCase() || []))
  .pipe(
    z.array(
      z.string().refine((part) => isNetwork(part) || isHost(part), {
        error:
          'must be networks (10.0.0.0/8) or hosts with their port (chat.internal:8065) with commas between them',
      }),
    ),
  );

/** Tells networks and hosts apart. @param parts of `outboundAllow` */
export function splitAllow(parts: readonly string[]): OutboundAllow {
  return {
    networks: parts.filter(isNetwork).map(inCidr),
    hosts: parts.filter((part) => !isNetwork(part)),
  };
}

/** Origins of servers, each with user and password where it wants them. */
export const ntfyServers = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
  .pipe(
    z.array(
      z
        .url({ protocol: /^https?$/, error: 'must be addresses like https://ntfy.example' })
        .refine((text) => /^\w+:\/\/[^/?#]+\/?$/.test(text), {
          error: 'must be addresses of servers, without a path',
        })
        .transform((text) => new URL(text)),
    ),
  );
