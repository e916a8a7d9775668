import { describe, expect, it } from '@jest/globals';
import { safeJson, safeText } from './safe-text.js';

const HOSTILE = '\u001b]0;x\u0007 \u009b31m \u202e';

describe('what comes from a server', () => {
  it('is printed on one line, and steers no terminal', () => {
    expect(safeText(`a\n${HOSTILE}b`)).toBe('a ]0;x   31m  b');
  });

  it('is the same value as JSON, without a letter that steers', () => {
    const text = safeJson({ name: HOSTILE }, 2);
    expect(JSON.parse(text)).toEqual({ name: HOSTILE });
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});
