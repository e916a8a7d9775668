import { describe, expect, it } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { safeJson, safeText, safeYaml, safeYamlText } from './safe-text.js';

const HOSTILE = '\u001b]0;x\u0007 \u009b31m \u202e';
const STEERS = /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

describe('what comes from a server', () => {
  it('is printed on one line, and steers no terminal', () => {
    expect(safeText(`a\n${HOSTILE}b`)).toBe('a ]0;x   31m  b');
  });

  it('is the same value as JSON, without a letter that steers', () => {
    const text = safeJson({ name: HOSTILE }, 2);
    expect(JSON.parse(text)).toEqual({ name: HOSTILE });
    expect(text).not.toMatch(STEERS);
  });

  it.each([
    ['a text', { name: HOSTILE }],
    ['a name', { [HOSTILE]: 1 }],
    ['one of several lines', { a: { text: `one\n${HOSTILE}\ntwo\n` }, list: [HOSTILE, 'b'] }],
    ['nothing of the kind', { name: 'Müller', text: 'one\ntwo\n', n: 1.5, none: null }],
  ])('is the same value as YAML, without a letter that steers: %s', (_, value) => {
    const text = safeYaml(value);
    expect(parse(text)).toEqual(value);
    expect(text).not.toMatch(STEERS);
  });

  it('is the same YAML where nothing in it steers, and the same values where something does', () => {
    const plain = '# as it was\nname:   Müller\n---\na: "b"\n';
    expect(safeYamlText(plain)).toBe(plain);
    const text = safeYamlText(`---\nname: a \u202e b\n---\n# \u009b\n"c \u007f": [d\u2066, e]\n`);
    expect(parseAllDocuments(text).map((one) => one.toJS() as unknown)).toEqual([
      { name: 'a \u202e b' },
      { 'c \u007f': ['d\u2066', 'e'] },
    ]);
    expect(text).not.toMatch(STEERS);
  });
});
