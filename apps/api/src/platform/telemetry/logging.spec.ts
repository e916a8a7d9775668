import { describe, expect, it } from '@jest/globals';
import { withoutSecrets } from './logging.module.js';

describe('logged URLs', () => {
  it('lose the value of one-time tokens and sign-in codes', () => {
    expect(withoutSecrets('/first-run?token=abc&lang=de')).toBe('/first-run?token=[redacted]&lang=de');
    expect(withoutSecrets('/api/auth/callback/oidc?code=c&state=s')).toBe('/api/auth/callback/oidc?code=[redacted]&state=[redacted]');
  });
});
