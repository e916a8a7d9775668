import { describe, expect, it } from '@jest/globals';
import { trustedOrigins } from '../identity/trusted-origins.js';
import { isForged } from './cross-site.js';

const ORIGINS = trustedOrigins('https://leitstand.example');

describe('a write with a cookie', () => {
  it.each([
    ['GET', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
    ['POST', { 'sec-fetch-site': 'same-origin' }, false],
    ['POST', { 'sec-fetch-site': 'none' }, false],
    ['POST', { 'sec-fetch-site': 'same-site', origin: 'https://other.leitstand.example' }, true],
    ['DELETE', { 'sec-fetch-site': 'cross-site' }, true],
    ['PATCH', { origin: 'https://leitstand.example' }, false],
    ['PATCH', { origin: 'https://leitstand.example.evil.example' }, true],
    ['PUT', { origin: 'null' }, true],
    ['PUT', {}, false],
  ])('%s %j is forged: %s', (method, headers, forged) => {
    expect(isForged(method, headers, ORIGINS)).toBe(forged);
  });
});

describe('trusted origins', () => {
  it('are the public address alone, and every loopback name of a loopback address', () => {
    expect(trustedOrigins('https://leitstand.example/console')).toEqual([
      'https://leitstand.example',
    ]);
    expect(trustedOrigins('http://127.0.0.1:4700')).toEqual([
      'http://localhost:4700',
      'http://127.0.0.1:4700',
      'http://[::1]:4700',
    ]);
  });
});
