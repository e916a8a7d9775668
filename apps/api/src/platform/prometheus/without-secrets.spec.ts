import { describe, expect, it } from '@jest/globals';
import { withoutSecrets } from './without-secrets.js';

const SECRET = 'p@ss wörd/?';
const BASIC = `Basic ${Buffer.from(`prom:${SECRET}`).toString('base64')}`;

describe("a server's words without our secrets", () => {
  it.each([
    ['raw', SECRET],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in base64 for addresses', Buffer.from(SECRET).toString('base64url')],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['as in a form', encodeURIComponent(SECRET).replaceAll('%20', '+')],
    ['in small letters', encodeURIComponent(SECRET).toLowerCase()],
    ['as a header', BASIC],
    ['without its scheme', BASIC.slice('Basic '.length)],
  ])('hold none %s', (_, form) => {
    expect(withoutSecrets(`got <${form}>, twice <${form}>`, [SECRET, BASIC])).toMatch(
      /^got <\*\*\*=*>, twice <\*\*\*=*>$/,
    );
  });

  it('are left alone otherwise, whatever is empty or very short', () => {
    expect(withoutSecrets('unknown metric up', ['', 'up', 'Bearer '])).toBe('unknown metric up');
  });
});
