import { describe, expect, it } from '@jest/globals';
import { mayResetFor, resetExpiry } from './password-reset.js';

const user = {
  id: 'u',
  disabled: false,
  grants: [{ role: 'viewer', territories: ['CH', 'DE'] }],
} as const;
const mayReset = (actor: string, territories: string[], whom: Parameters<typeof mayResetFor>[2]) =>
  mayResetFor(actor, territories, whom, ['CH', 'DE']);
const codeOf = (result: ReturnType<typeof mayResetFor>) => (result.ok ? 'ok' : result.error.code);

describe('a reset link', () => {
  it('lives for an hour', () => {
    expect(resetExpiry(new Date('2026-03-29T00:30:00Z'))).toEqual(new Date('2026-03-29T01:30:00Z'));
  });

  it('is made by an administrator of every territory the account reaches into', () => {
    expect(codeOf(mayReset('a', ['DE', 'CH'], user))).toBe('ok');
    expect(codeOf(mayReset('a', ['DE'], user))).toBe('forbidden');
  });

  it('to an account without any access is made by an administrator of all territories', () => {
    const none = { ...user, grants: [] };
    expect(codeOf(mayReset('a', ['DE', 'CH'], none))).toBe('ok');
    expect(codeOf(mayReset('a', ['DE'], none))).toBe('forbidden');
  });

  it('is no way around the present password of one’s own account, nor back into a disabled one', () => {
    expect(codeOf(mayReset('u', ['DE', 'CH'], user))).toBe('conflict');
    expect(codeOf(mayReset('a', ['DE', 'CH'], { ...user, disabled: true }))).toBe('conflict');
  });
});
