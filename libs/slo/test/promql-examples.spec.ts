import { describe, expect, it } from '@jest/globals';
import { parseExpression } from '../src/promql/expression.js';
import { ACCEPTED, REFUSED, REFUSED_BY_US } from './promql-examples.js';

describe('expressions of rules', () => {
  it.each([...REFUSED, ...REFUSED_BY_US])('%j is refused: %s, %s', (text, code, says) => {
    const result = parseExpression(text);
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(result.ok ? '' : result.error.message).toContain(says);
  });

  it.each(ACCEPTED)('%j is accepted', (text) => {
    expect(parseExpression(text)).toMatchObject({ ok: true });
  });
});
