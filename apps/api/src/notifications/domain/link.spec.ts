import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { linkKey, readLink, signLink } from './link.js';

const key = linkKey('a secret of at least 32 characters, for tests');
const target = {
  notificationId: '0198f0c4-7b2a-7c1d-8e3f-0123456789ab',
  runId: '0198f0c4-7b2a-7c1d-8e3f-ba9876543210',
};
const token = signLink(key, target);

describe('a link', () => {
  it('names its notification and its run, in 64 characters that need no escaping', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (notificationId, runId) => {
        const signed = signLink(key, { notificationId, runId });
        expect(signed).toMatch(/^[\w-]{64}$/);
        expect(readLink(key, signed)).toEqual({ notificationId, runId });
      }),
    );
  });

  it('with any other character in any place opens nothing', () => {
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(readLink(key, token.slice(0, at) + other + token.slice(at + 1))).toBeNull();
    }
  });

  it.each([
    ['nothing', ''],
    ['too short', token.slice(1)],
    ['too long', `${token}A`],
    ['of other characters', `${token.slice(0, 63)}+`],
    ['padded', `${token.slice(0, 62)}==`],
  ])('that is %s opens nothing', (_, text) => {
    expect(readLink(key, text)).toBeNull();
  });

  it('signed under another secret opens nothing', () => {
    expect(readLink(linkKey('another secret of at least 32 characters'), token)).toBeNull();
  });
});
