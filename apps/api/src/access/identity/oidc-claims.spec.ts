import { describe, expect, it } from '@jest/globals';
import { idTokenFault, personOf } from './oidc-claims.js';

const NOW = 1_767_225_600;
const claims = { sub: 's-1', aud: 'leitstand', iat: NOW };

describe('the claims of an ID token', () => {
  it.each([
    ['just now, for us', {}, null],
    ['ten minutes ago', { iat: NOW - 600 }, null],
    ['earlier', { iat: NOW - 601 }, 'its ID token was not issued just now (iat)'],
    ['in the future', { iat: NOW + 601 }, 'its ID token was not issued just now (iat)'],
    ['nobody knows when', { iat: undefined }, 'its ID token was not issued just now (iat)'],
    ['about nobody', { sub: '' }, 'its ID token names nobody (sub)'],
    ['about too much', { sub: 's'.repeat(256) }, 'its ID token names nobody (sub)'],
    ['to us, for several', { aud: ['leitstand', 'b'], azp: 'leitstand' }, null],
    ['to another', { azp: 'b' }, 'its ID token was issued to another client (azp)'],
    [
      'nobody says to whom of several',
      { aud: ['leitstand', 'b'] },
      'its ID token has several audiences and does not say to whom it was issued (azp)',
    ],
  ])('are right or not where it was issued %s', (_, change, fault) => {
    expect(idTokenFault({ ...claims, ...change }, 'leitstand', NOW)).toBe(fault);
  });
});

describe('the person that claims tell of', () => {
  const person = { sub: 's-1', email: null, emailVerified: false, name: null };

  it.each([
    ['nothing', {}, {}],
    [
      'an address that the provider has verified',
      { email: ' ann@example.org ', email_verified: true },
      { email: 'ann@example.org', emailVerified: true },
    ],
    [
      'an address of which it says nothing, and that counts as unverified',
      { email: 'ann@example.org' },
      { email: 'ann@example.org' },
    ],
    [
      'a word for it',
      { email: 'ann@example.org', email_verified: 'true' },
      { email: 'ann@example.org' },
    ],
    ['what is no address', { email: 'ann', email_verified: true }, { emailVerified: true }],
    ['two lines as one', { email: 'a@b\n.c@d' }, {}],
    ['a name before a login', { name: 'Ann', preferred_username: 'ann1' }, { name: 'Ann' }],
    ['a login', { name: ' ', preferred_username: 'ann1' }, { name: 'ann1' }],
    ['a name as one line', { name: 'Ann\nB\u202ecd' }, { name: 'Ann B cd' }],
  ])('has of %s what can stand where names and addresses stand', (_, told, known) => {
    expect(personOf('s-1', told)).toEqual({ ...person, ...known });
  });
});
