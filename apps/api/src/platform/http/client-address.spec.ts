import { describe, expect, it } from '@jest/globals';
import { trustedProxies } from './client-address.js';

describe('whom a forwarded address is believed from', () => {
  const isTrusted = trustedProxies(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32', '2001:db9::1']);

  it.each(['10.1.2.3', '192.0.2.7', '2001:db8:1::9', '2001:DB9::1', '::ffff:10.1.2.3'])(
    'a proxy that was named: %s',
    (address) => expect(isTrusted(address)).toBe(true),
  );

  it.each(['11.0.0.1', '192.0.2.8', '2001:db9::2', '::1', '127.0.0.1', '', 'unknown', '10.0.0'])(
    'nobody else, and nothing that is no address: %j',
    (address) => expect(isTrusted(address)).toBe(false),
  );

  it('nobody where none was named', () => {
    expect(trustedProxies([])('127.0.0.1')).toBe(false);
  });
});
