import { describe, expect, it } from '@jest/globals';
import { foldedText } from './fold-text.js';

describe('a text in a list', () => {
  it.each([
    ['is short', 'The shop ran out of connections.'],
    ['is hardly longer than its beginning', 'a'.repeat(600)],
    ['has a few lines', Array.from({ length: 8 }, (_, n) => `line ${n}`).join('\n')],
  ])('is shown whole when it %s', (_, text) => {
    expect(foldedText(text)).toBeNull();
  });

  it('shows its beginning when it is long', () => {
    expect(foldedText('障害対応'.repeat(1000))).toBe(`${'障害対応'.repeat(100)}…`);
  });

  it('shows its first lines when it has many', () => {
    const lines = Array.from({ length: 9 }, (_, n) => `line ${n}`);
    expect(foldedText(lines.join('\n'))).toBe('line 0\nline 1\nline 2\nline 3\nline 4…');
  });

  it('is cut between characters, not in them', () => {
    const family = '👨‍👩‍👧‍👦';
    const folded = foldedText(`a${family.repeat(100)}`) ?? '';
    expect(folded).toBe(`a${family.repeat(Math.floor(399 / family.length))}…`);
    expect(foldedText(`${'a'.repeat(399)}😀${'b'.repeat(300)}`)).toBe(`${'a'.repeat(399)}…`);
  });

  it('that is one endless character is cut all the same', () => {
    expect(foldedText(`a${'\u0301'.repeat(3000)}`)?.length).toBe(401);
  });
});
