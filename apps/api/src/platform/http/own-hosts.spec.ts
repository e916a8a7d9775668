import { describe, expect, it } from '@jest/globals';
import { namesUs } from './own-hosts.js';

const NAMES = ['leitstand.example.org', 'api'];
const asked = (host: string | undefined, path = '/api/v1/status', localAddress = '192.0.2.7') =>
  namesUs({ host, path, localAddress }, NAMES);

describe('the host that a request means', () => {
  it.each([
    'localhost:4700',
    'LOCALHOST',
    '127.0.0.1:4700',
    '127.1.2.3',
    '[::1]:4700',
    'leitstand.example.org',
    'Leitstand.Example.org:443',
    'api:4700',
    '192.0.2.7:4700',
  ])('is us: %s', (host) => {
    expect(asked(host)).toBe(true);
  });

  it.each([
    'evil.example',
    'evil.example:4700',
    'leitstand.example.org.evil.example',
    'evil.leitstand.example.org',
    'leitstand.example.org@evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.0.2.8',
    '[2001:db8::1]',
    '',
    undefined,
    'a/b',
    '[::1',
  ])('is not: %s', (host) => {
    expect(asked(host)).toBe(false);
  });

  it('is the address that was reached, however that is written', () => {
    expect(asked('10.0.0.5:4700', '/', '::ffff:10.0.0.5')).toBe(true);
    expect(asked('[2001:DB8:0::1]:4700', '/', '2001:db8::1')).toBe(true);
  });

  it.each(['/livez', '/readyz', '/healthz'])('may be any address, or none, for %s', (path) => {
    for (const host of ['10.1.2.3:4700', '[2001:db8::5]:4700', undefined, ''])
      expect(asked(host, path)).toBe(true);
    for (const host of ['evil.example', '10.1.2.3.evil.example'])
      expect(asked(host, path)).toBe(false);
  });
});
