import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { cookieKey } from './auth-options.js';
import { sessionCookieName, sessionTokenFrom } from './session-cookie.js';

const KEY = cookieKey('a secret of at least thirty-two characters');
const NAME = sessionCookieName('http://localhost:4700');
const signed = (token: string, key = KEY) =>
  encodeURIComponent(`${token}.${createHmac('sha256', key).update(token).digest('base64')}`);

describe('the session cookie', () => {
  it('carries the __Secure- prefix over HTTPS', () => {
    expect(sessionCookieName('https://leitstand.example')).toBe('__Secure-leitstand.session_token');
    expect(NAME).toBe('leitstand.session_token');
  });

  it('gives its token when the signature is ours', () => {
    expect(sessionTokenFrom(`theme=dark; ${NAME}=${signed('abc')}; x=y`, NAME, KEY)).toBe('abc');
  });

  it.each([
    ['no cookie', undefined],
    ['another cookie', `session_token=${signed('abc')}`],
    [
      'another key',
      `${NAME}=${signed('abc', cookieKey('another secret of thirty-two characters'))}`,
    ],
    ['another token', `${NAME}=${signed('abc').replace('abc', 'abd')}`],
    ['no signature', `${NAME}=abc`],
    ['an empty token', `${NAME}=${signed('')}`],
    ['broken encoding', `${NAME}=%E0%A4%A`],
  ])('gives nothing for %s', (_what, header) => {
    expect(sessionTokenFrom(header, NAME, KEY)).toBeNull();
  });
});
