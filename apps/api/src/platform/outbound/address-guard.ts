import { BlockList, isIP } from 'node:net';
import type { OutboundAllow } from '../config/outbound-schemas.js';

/** This machine, its link, what belongs to nobody, and addresses in which another is hidden (IANA special-purpose registries). */
const NEVER: readonly string[] = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16', // link-local: metadata of most clouds
  '192.0.0.0/24', // protocol assignments: metadata of one of them
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96', // also ::1, and IPv4 as it was written once
  '64:ff9b::/96', // NAT64
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16', // 6to4
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];
/** In a private network of cloud providers; whoever allows the network does not mean them. */
const METADATA: readonly string[] = ['100.100.100.200/32', 'fd00:ec2::254/128'];
/** Networks of one's own: reached where they are allowed. */
const PRIVATE: readonly string[] = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  'fc00::/7',
];

const never = listOf([...NEVER, ...METADATA]);
const own = listOf(PRIVATE);

/** Decides where messages may go whose address somebody typed in: never by its name, which may lead anywhere, but by where it leads. */
export class AddressGuard {
  private readonly networks: BlockList;
  private readonly hosts: ReadonlySet<string>;

  constructor(allow: OutboundAllow) {
    this.networks = listOf(allow.networks);
    this.hosts = new Set(allow.hosts);
  }

  /** Whether whoever runs this instance named the host itself, whatever its address is. @param host as in a URL: IPv6 in brackets */
  isNamed(host: string, port: number): boolean {
    return this.hosts.has(`${host.toLowerCase()}:${port}`);
  }

  /** Whether a host that was not named may be reached at an address. @param address IPv4 or IPv6, as it is connected to */
  mayReach(address: string): boolean {
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (isIP(address) === 0 || never.check(address, family)) return false;
    return !own.check(address, family) || this.networks.check(address, family);
  }
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}
