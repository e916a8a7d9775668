import { describe, expect, it } from '@jest/globals';
import { formAge, formNonce, type FormAge } from './ack-form.js';
import { noon } from './incident-examples.js';

const at = (ms: number) => new Date(noon.getTime() + ms);
const nonce = formNonce('token', noon, 'secret');

describe('the form of an acknowledgement', () => {
  it.each<[FormAge, number]>([
    ['too-early', -1],
    ['too-early', 999],
    ['right', 1000],
    ['right', 30 * 60_000],
    ['too-late', 30 * 60_000 + 1],
  ])('is %s %d ms after its page was opened', (age, ms) => {
    expect(formAge(nonce, 'token', at(ms), 'secret')).toBe(age);
  });

  it.each<[FormAge, number]>([
    ['too-early', 249],
    ['right', 250],
    ['too-late', 30 * 60_000 + 1],
  ])('sent by hand, which a browser vouches for, is %s %d ms after', (age, ms) => {
    expect(formAge(nonce, 'token', at(ms), 'secret', true)).toBe(age);
  });

  it.each([
    ['of another link', nonce, 'other', 'secret'],
    ['of another instance', nonce, 'token', 'other'],
    [
      'moved in time',
      nonce.replace(/^./, (first) => (first === 'z' ? 'y' : 'z')),
      'token',
      'secret',
    ],
    ['without anything', '', 'token', 'secret'],
    ['of nothing', '.', 'token', 'secret'],
    ['cut', nonce.slice(0, -1), 'token', 'secret'],
  ])('is not ours: %s', (_, given, token, secret) => {
    expect(formAge(given, token, at(5000), secret)).toBe('not-ours');
  });
});
