import { describe, expect, it } from '@jest/globals';
import { RULES_MESSAGES, rulesCode } from './rules-messages.js';

describe('the code of what is said of rules', () => {
  it.each(Object.entries(RULES_MESSAGES))('%s', (code, message) => {
    expect(rulesCode(message)).toBe(code);
  });

  it('is none for the words of others, and where nothing is said', () => {
    expect([rulesCode('parse error'), rulesCode(null)]).toEqual([null, null]);
  });
});
