import { describe, expect, it } from '@jest/globals';
import { outboundAllow, splitAllow } from '../config/outbound-schemas.js';
import { AddressGuard } from './address-guard.js';

const guardOf = (text: string) => new AddressGuard(splitAllow(outboundAllow.parse(text)));
const closed = guardOf('');

describe('an address that somebody typed in', () => {
  it.each(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '::ffff:93.184.215.14'])(
    'may lead to the open internet: %s',
    (address) => expect(closed.mayReach(address)).toBe(true),
  );

  it.each([
    '127.0.0.1',
    '127.8.9.10',
    '0.0.0.0',
    '::1',
    '::',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '192.0.0.192',
    '100.100.100.200',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
    '224.0.0.1',
    '255.255.255.255',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'localhost',
    '',
  ])('never leads to this machine, its link, or where that is hidden: %s', (address) => {
    expect([closed, guardOf('0.0.0.0/0, ::/0')].map((guard) => guard.mayReach(address))).toEqual([
      false,
      false,
    ]);
  });

  it.each([
    ['10.1.2.3', '10.0.0.0/8'],
    ['172.31.0.1', '172.16.0.0/12'],
    ['192.168.1.1', '192.168.1.1'],
    ['100.64.0.1', '100.64.0.0/10'],
    ['::ffff:10.1.2.3', '10.0.0.0/8'],
    ['fd12::1', 'fd12::/16'],
  ])('leads into a private network where it is allowed: %s by %s', (address, allowed) => {
    expect([closed.mayReach(address), guardOf(allowed).mayReach(address)]).toEqual([false, true]);
  });

  it('leads wherever its host leads that was named with its port, and nowhere else at that host', () => {
    const guard = guardOf('Chat.internal:8065, 127.0.0.1:80, [::1]:443');
    expect([
      guard.isNamed('chat.INTERNAL', 8065),
      guard.isNamed('127.0.0.1', 80),
      guard.isNamed('[::1]', 443),
      guard.isNamed('chat.internal', 80),
      guard.isNamed('a.chat.internal', 8065),
    ]).toEqual([true, true, true, false, false]);
  });
});

describe('the setting of what is allowed', () => {
  it.each(['chat.internal', 'chat.internal:0', 'chat.internal:70000', '10.0.0.0/33', 'http://a:1'])(
    'refuses %s',
    (text) => expect(outboundAllow.safeParse(text).success).toBe(false),
  );
});
