import { describe, expect, it } from '@jest/globals';
import { isNoise, levelOf, withoutSecrets } from './logging.module.js';

describe('logged URLs', () => {
  it.each([
    ['/api/v1/slos', '/api/v1/slos'],
    ['/api/v1/slos?budget=exhausted&limit=50', '/api/v1/slos?budget=exhausted&limit=50'],
    ['/first-run?token=abc&lang=de', '/first-run?token=[redacted]&lang=de'],
    [
      '/api/auth/callback/oidc?code=c&state=s',
      '/api/auth/callback/oidc?code=[redacted]&state=[redacted]',
    ],
    ['/api/v1/me?access_token=lst_x', '/api/v1/me?access_token=[redacted]'],
    ['/reset-password?tok%65n=abc', '/reset-password?tok%65n=[redacted]'],
    ['/reset-password?lang=de?token=abc', '/reset-password?lang=[redacted]'],
    ['/reset-password?lst_abc', '/reset-password?[redacted]'],
    ['/feeds/AbC-12_3.ics?lang=de', '/feeds/[redacted]?lang=de'],
    ['/feeds/AbC/more', '/feeds/[redacted]'],
    ['//feeds%2FAbC.ics', '/feeds/[redacted]'],
    ['/reset-password?limit=a=lst_abc', '/reset-password?limit=[redacted]'],
  ])('lose whatever may be a secret: %s', (url, logged) => {
    expect(withoutSecrets(url)).toBe(logged);
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

describe('requests that are not logged', () => {
  it.each(['/livez', '/livez?x', '/readyz?verbose', '/healthz', '/assets/main-1a2b.js'])(
    'are probes and files, though middleware sees their path stripped: %s',
    (originalUrl) => expect(isNoise({ url: '/', originalUrl })).toBe(true),
  );

  it.each(['/', '/livezone', '/api/v1/slos', '/slos/assets'])('are no others: %s', (url) => {
    expect(isNoise({ url, originalUrl: url })).toBe(false);
    expect(isNoise({ url })).toBe(false);
  });
});
