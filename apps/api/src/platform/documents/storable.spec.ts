import { describe, expect, it } from '@jest/globals';
import { unstorable } from './storable.js';

function ring(): object {
  const value: { again?: object } = {};
  value.again = value;
  return value;
}

describe('a parsed document', () => {
  it.each<[string, unknown, string | null]>([
    ['of texts, numbers and lists', { a: ['x', 1, null, true, { b: 'ä\u{1F6D2}' }] }, null],
    ['with a NUL character', { a: [{ b: 'x\0' }] }, 'a.0.b unstorable'],
    ['with half of a surrogate pair', { a: '\uD83D' }, 'a unstorable'],
    [
      'with a key that would be lost',
      JSON.parse('{"labels": {"__proto__": "x"}}'),
      'labels.__proto__ unknown-field',
    ],
    ['that stands inside of itself', { spec: ring() }, 'spec.again alias'],
    [
      'that is nested too deep',
      JSON.parse(`{"spec": ${'['.repeat(70)}${']'.repeat(70)}}`),
      'spec too-nested',
    ],
    ['of very many values', { spec: { a: Array.from({ length: 19_998 }, () => 1) } }, null],
    ['of more', { spec: { a: Array.from({ length: 19_999 }, () => 1) } }, 'spec too-large'],
  ])('%s', (_, value, fault) => {
    const found = unstorable(value);
    expect(found && `${found.path} ${found.code}`).toBe(fault);
  });
});
