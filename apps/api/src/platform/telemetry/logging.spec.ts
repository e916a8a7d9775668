import { describe, expect, it } from '@jest/globals';
import { levelOf, withoutSecrets } from './logging.module.js';

describe('logged URLs', () => {
  it('lose the value of one-time tokens and sign-in codes', () => {
    expect(withoutSecrets('/first-run?token=abc&lang=de')).toBe(
      '/first-run?token=[redacted]&lang=de',
    );
    expect(withoutSecrets('/api/auth/callback/oidc?code=c&state=s')).toBe(
      '/api/auth/callback/oidc?code=[redacted]&state=[redacted]',
    );
  });
});

describe('the level of a request', () => {
  it('tells our own faults from a server that is unavailable', () => {
    expect([
      levelOf(200, undefined),
      levelOf(404, undefined),
      levelOf(503, undefined),
      levelOf(500, undefined),
    ]).toEqual(['info', 'info', 'warn', 'error']);
    expect(levelOf(200, new Error('aborted'))).toBe('error');
  });
});
