import { describe, expect, it } from '@jest/globals';
import { mayResetFor, resetExpiry } from './password-reset.js';

const user = {
  id: 'u',
  disabled: false,
  grants: [{ role: 'viewer', territories: ['CH', 'DE'] }],
} as const;
const codeOf = (result: ReturnType<typeof mayResetFor>) => (result.ok ? 'ok' : result.error.code);

describe('a reset link', () => {
  it('lives for an hour', () => {
    expect(resetExpiry(new Date('2026-03-29T00:30:00Z'))).toEqual(new Date('2026-03-29T01:30:00Z'));
  });

  it('is made by an administrator of every territory the account reaches into', () => {
    expect(codeOf(mayResetFor('a', ['DE', 'CH'], user))).toBe('ok');
    expect(codeOf(mayResetFor('a', ['DE'], user))).toBe('forbidden');
    expect(codeOf(mayResetFor('a', ['DE'], { ...user, grants: [] }))).toBe('ok');
  });

  it('is no way around the present password of one’s own account, nor back into a disabled one', () => {
    expect(codeOf(mayResetFor('u', ['DE', 'CH'], user))).toBe('conflict');
    expect(codeOf(mayResetFor('a', ['DE', 'CH'], { ...user, disabled: true }))).toBe('conflict');
  });
});
