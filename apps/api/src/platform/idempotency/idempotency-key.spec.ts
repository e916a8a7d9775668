import { describe, expect, it } from '@jest/globals';
import { fingerprintOf, keyOf, replayOf, type KnownKey } from './idempotency-key.js';

const known = (changes: Partial<KnownKey>): KnownKey => ({
  fingerprint: 'same',
  status: 201,
  body: '{}',
  hasCommitted: false,
  ageSeconds: 1,
  ...changes,
});
const codeOf = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('an Idempotency-Key', () => {
  it('may be any visible ASCII text, or missing', () => {
    expect([keyOf(undefined), keyOf('a-b.c')]).toEqual([null, 'a-b.c']);
    for (const bad of ['', ' ', 'ä', 'a\nb', 'x'.repeat(256), ['a', 'b']])
      expect(codeOf(() => keyOf(bad))).toBe('validation-failed');
  });

  it('is bound to method, path and body', () => {
    const one = fingerprintOf('POST', '/tokens', { a: 1 }, 'secret');
    expect(fingerprintOf('POST', '/tokens', { a: 1 }, 'secret')).toBe(one);
    const others = [
      fingerprintOf('POST', '/tokens', { a: 2 }, 'secret'),
      fingerprintOf('POST', '/token', { a: 1 }, 'secret'),
      fingerprintOf('POST', '/tokens', { a: 1 }, 'other'),
    ];
    expect(new Set([one, ...others]).size).toBe(4);
  });

  it.each([
    ['the kept answer', known({}), { status: 201, body: '{}' }],
    ['conflict for another request', known({ fingerprint: 'other' }), 'conflict'],
    [
      'that one is to wait while the first one runs',
      known({ status: null, body: null }),
      'request-running',
    ],
    [
      'that one is to look when the first one never ended',
      known({ status: null, body: null, ageSeconds: 60 }),
      'outcome-unknown',
    ],
    [
      'that it took effect when only its answer was lost',
      known({ status: null, body: null, hasCommitted: true, ageSeconds: 60 }),
      'gone',
    ],
    ['gone when the answer was not kept', known({ body: null }), 'gone'],
  ])('repeated gives %s', (_, row, expected) => {
    expect(codeOf(() => replayOf(row, 'same'))).toEqual(expected);
  });
});
