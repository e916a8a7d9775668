import { describe, expect, it } from '@jest/globals';
import { matchKey } from './key-sequence.js';
import type { KeyPress } from './key-sequence.js';

const known = new Set(['j', '?', '/', 'g s', 'g a', 'mod+k']);
const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  typing: false,
  ...change,
});

describe('shortcuts', () => {
  it('match single keys by the character typed', () => {
    expect(matchKey(press('j'), null, known, true).hit).toBe('j');
    expect(matchKey(press('?'), null, known, true).hit).toBe('?');
    expect(matchKey(press('/'), null, known, true).hit).toBe('/');
  });
  it('wait for the second key and forget it after a miss', () => {
    expect(matchKey(press('g'), null, known, true)).toEqual({ hit: null, pending: 'g' });
    expect(matchKey(press('s'), 'g', known, true)).toEqual({ hit: 'g s', pending: null });
    expect(matchKey(press('x'), 'g', known, true)).toEqual({ hit: null, pending: null });
  });
  it('are dead while typing, with modifiers (AltGr is Ctrl+Alt), and when switched off', () => {
    expect(matchKey(press('j', { typing: true }), null, known, true).hit).toBeNull();
    expect(matchKey(press('j', { altKey: true, ctrlKey: true }), null, known, true).hit).toBeNull();
    expect(matchKey(press('j', { altKey: true }), null, known, true).hit).toBeNull();
    expect(matchKey(press('j'), null, known, false).hit).toBeNull();
  });
  it('with Ctrl or Cmd work everywhere, also when single keys are off', () => {
    expect(matchKey(press('K', { ctrlKey: true, typing: true }), null, known, false).hit).toBe(
      'mod+k',
    );
    expect(matchKey(press('k', { metaKey: true }), null, known, true).hit).toBe('mod+k');
  });
});
