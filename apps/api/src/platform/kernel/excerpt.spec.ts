import { describe, expect, it } from '@jest/globals';
import { briefly, excerpt } from './excerpt.js';

describe('an excerpt', () => {
  it('is the text itself where that is short, else its beginning, well formed, and what is missing', () => {
    expect(excerpt('a'.repeat(200))).toBe('a'.repeat(200));
    expect(excerpt('ab\u{1f600}c', 3)).toBe('ab\uFFFD… (2 characters more)');
  });

  it('of a field at fault keeps its code', () => {
    const field = { path: 'spec.'.repeat(1e5), code: 'unknown-field', message: 'x'.repeat(1e6) };
    const told = briefly(field);
    expect(JSON.stringify(told).length).toBeLessThan(2_600);
    expect(told.code).toBe('unknown-field');
    const short = { path: 'spec', code: 'a', message: 'b' };
    expect(briefly(short)).toBe(short);
  });
});
