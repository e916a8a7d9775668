import { describe, expect, it } from '@jest/globals';
import { readRuleText } from './read-rule-text.js';

const file = (...rules: object[]) =>
  JSON.stringify({ groups: [{ name: 'g', interval: '30s', rules }] });
const faultOf = (text: string) => {
  const read = readRuleText(text);
  return read.ok ? null : read.error;
};

describe('a rule file', () => {
  it('gives its expressions, each with the rule it belongs to', () => {
    expect(
      readRuleText(
        file(
          { record: 'a:b', expr: 'up', labels: { slo: 'x' } },
          { alert: 'Gone', expr: 'a', for: '1m30s' },
        ),
      ),
    ).toEqual({
      ok: true,
      value: [
        { rule: 'group "g", rule 1, "a:b"', expression: 'up', name: 'a:b', labels: { slo: 'x' } },
        { rule: 'group "g", rule 2, "Gone"', expression: 'a', name: 'Gone', labels: {} },
      ],
    });
  });

  it.each([
    ['no YAML', 'groups: ['],
    ['no groups', '{}'],
    ['an unknown field', file({ record: 'x', expr: 'up', foo: 1 })],
    ['no name of a metric', file({ record: 'a-b', expr: 'up' })],
    ['no name of a label', file({ record: 'x', expr: 'up', labels: { 'a-b': 'c' } })],
    ['the name of the name', file({ record: 'x', expr: 'up', labels: { __name__: 'c' } })],
    ['half a character', file({ record: 'x', expr: 'up', labels: { a: '\ud800' } })],
    ['no duration', file({ alert: 'x', expr: 'up', for: 'soon' })],
    ['no expression', file({ record: 'x', expr: '' })],
    ['a group twice', JSON.stringify({ groups: ['g', 'g'].map((name) => ({ name, rules: [] })) })],
  ])('with %s is refused with a sentence', (_, text) => {
    expect(faultOf(text)).toMatch(/\w{4,}/);
  });
});
