const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const WITH_PORT = /^(?:\[([^\]]+)\](?::\d{1,5})?|(\d+\.\d+\.\d+\.\d+):\d{1,5})$/;
const MAPPED = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/**
 * An IPv4 or IPv6 address as it is kept: without port, brackets or zone, IPv6 in lower case and shortened (RFC 5952), an IPv4 address
 * that came as IPv6 as the IPv4 address that it is.
 * @returns null for what is no address
 */
export function addressOf(text: string | null | undefined): string | null {
  if (!text || text.length > 64) return null;
  const [, bracketed, withPort] = WITH_PORT.exec(text.trim()) ?? [];
  const bare = (bracketed ?? withPort ?? text.trim()).replace(/%[\w.-]+$/, '');
  return IPV4.test(bare) ? bare : ipv6(bare);
}

function ipv6(text: string): string | null {
  if (!/^[0-9a-f:.]+$/i.test(text) || !text.includes(':')) return null;
  if (!URL.canParse(`http://[${text}]`)) return null;
  const short = new URL(`http://[${text}]`).hostname.slice(1, -1);
  const [, high, low] = MAPPED.exec(short) ?? [];
  if (high === undefined || low === undefined) return short;
  const bits = [parseInt(high, 16), parseInt(low, 16)];
  return bits.flatMap((word) => [word >> 8, word & 255]).join('.');
}
