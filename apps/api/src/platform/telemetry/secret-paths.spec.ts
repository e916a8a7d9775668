import { describe, expect, it } from '@jest/globals';
import { secretPaths, withoutSecretPath } from './secret-paths.js';

describe('a path that is a secret', () => {
  it.each([
    ['/feeds/AbC.ics', '/feeds/[redacted]'],
    ['/FEEDS/AbC', '/FEEDS/[redacted]'],
    ['/feeds', '/feeds/[redacted]'],
    ['/api/v1/me/feeds', '/api/v1/me/feeds'],
    ['/feedsmore', '/feedsmore'],
  ])('%s is told as %s', (path, told) => expect(withoutSecretPath(path)).toBe(told));

  it('is in no attribute of a span', () => {
    const told = secretPaths('/feeds/AbC.ics?lang=de');
    expect(new Set(Object.values(told))).toEqual(new Set(['/feeds/[redacted]']));
    expect(Object.keys(told)).toContain('url.path');
    expect(secretPaths('/api/v1/slos?x=1')).toEqual({});
  });
});
