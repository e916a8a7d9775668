import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addressOf } from './address.js';

describe('an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['203.0.113.9:51000', '203.0.113.9'],
    [' 203.0.113.9 ', '203.0.113.9'],
    ['2001:DB8:0:0:1::9', '2001:db8::1:0:0:9'],
    ['[2001:db8::9]:443', '2001:db8::9'],
    ['[2001:db8::9]', '2001:db8::9'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['::FFFF:CB00:7109', '203.0.113.9'],
    ['::1', '::1'],
  ])('is kept without what does not belong to it: %s', (text, kept) => {
    expect(addressOf(text)).toBe(kept);
    expect(addressOf(kept)).toBe(kept);
  });

  it.each([
    '',
    '<script>alert(1)</script>',
    'unknown',
    'localhost',
    '256.1.1.1',
    '1.2.3',
    '01.2.3.4',
    '1.2.3.4.5',
    '10.0.0.0/8',
    '1.2.3.4; drop table',
    ':::',
    '2001:db8::g',
    '2001:db8::1::2',
    '1'.repeat(4000),
  ])('is nothing else: %s', (text) => expect(addressOf(text)).toBeNull());

  it('is found of every IPv4 and IPv6 address, and always the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const kept = addressOf(text);
        expect(kept).not.toBeNull();
        expect(addressOf(kept)).toBe(kept);
      }),
    );
  });
});
