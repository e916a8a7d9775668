import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeKey, codeOf, isCode } from './verification-code.js';

const key = codeKey('a secret of at least 32 characters, for tests');

describe('a code', () => {
  it('has six digits, the same each time, and is nobody else’s', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const code = codeOf(key, id);
        expect(code).toMatch(/^\d{6}$/);
        expect(isCode(key, id, code)).toBe(true);
        expect(isCode(key, id, String((Number(code) + 1) % 1e6).padStart(6, '0'))).toBe(false);
      }),
    );
    const codes = new Set(Array.from({ length: 500 }, (_, n) => codeOf(key, `id-${n}`)));
    expect(codes.size).toBeGreaterThan(490);
  });

  it('of another secret is another one', () => {
    const other = codeKey('another secret of at least 32 characters');
    const same = Array.from({ length: 100 }, (_, n) => `id-${n}`).filter(
      (id) => codeOf(key, id) === codeOf(other, id),
    );
    expect(same.length).toBeLessThan(3);
  });

  it.each(['', '12345', '1234567', 'abcdef'])('is never %j', (typed) => {
    expect(isCode(key, 'id', typed)).toBe(false);
  });
});
