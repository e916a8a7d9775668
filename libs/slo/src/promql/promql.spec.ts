import { describe, expect, it } from '@jest/globals';
import { parseExpression } from './expression.js';
import { regexFault } from './regex.js';
import { parseSelector, printSelector } from './selector.js';
import { quote, unquote } from './string-literal.js';

const selectorCode = (text: string): string => {
  const result = parseSelector(text);
  return result.ok ? printSelector(result.value) : result.error.code;
};
const expressionCode = (text: string): string => {
  const result = parseExpression(text);
  return result.ok ? result.value.type : result.error.code;
};

describe('selectors', () => {
  it.each([
    ['requests_total', 'requests_total'],
    ['requests_total{}', 'requests_total'],
    [` requests_total { job = "shop" , code=~'5..', } `, `requests_total{job="shop",code=~'5..'}`],
    ['ns:requests:sum{path!~`/a\\d+`}', 'ns:requests:sum{path!~`/a\\d+`}'],
  ])('%s is plain', (text, printed) => {
    expect(selectorCode(text)).toBe(printed);
  });

  it.each([
    ['rate(requests_total[5m])', 'selector-not-plain'],
    ['sum(requests_total)', 'selector-not-plain'],
    ['requests_total[5m]', 'selector-not-plain'],
    ['requests_total offset 5m', 'selector-not-plain'],
    ['requests_total @ 5', 'selector-not-plain'],
    ['a + b', 'selector-not-plain'],
    ['(requests_total)', 'selector-not-plain'],
    ['5', 'selector-not-plain'],
    ['"text"', 'selector-not-plain'],
    ['-requests_total', 'selector-not-plain'],
    ['{job="shop"}', 'selector-without-metric'],
    ['{"a.b"}', 'selector-without-metric'],
    ['a{"b.c"="d"}', 'selector-quoted-label'],
    ['a{b=~"("}', 'selector-regex'],
    ['a{b=~"(?!x)"}', 'selector-regex'],
    ['', 'promql-empty'],
    ['   ', 'promql-empty'],
    ['a{', 'promql-syntax'],
    ['a b', 'promql-syntax'],
  ])('%s is refused', (text, code) => {
    expect(selectorCode(text)).toBe(code);
  });

  it('reads values behind their quotes', () => {
    const result = parseSelector(`a{b="x\\"y",c='\\n',d=\`\\n\`}`);
    expect(result.ok && result.value.matchers.map(({ value }) => value)).toEqual([
      'x"y',
      '\n',
      '\\n',
    ]);
  });

  it('says where the text stops making sense', () => {
    expect(parseSelector('requests_total{job="shop"\n  code="500"}')).toEqual({
      ok: false,
      error: {
        code: 'promql-syntax',
        position: 28,
        message: "Not valid PromQL at line 2, column 3: unexpected 'code'.",
      },
    });
    expect(parseSelector('requests_total{')).toMatchObject({
      error: { message: 'Not valid PromQL at line 1, column 16: the expression ends too early.' },
    });
  });
});

describe('expressions', () => {
  it.each([
    ['sum(rate(requests_total[2m]))', 'vector'],
    ['requests > 5 and up', 'vector'],
    ['time() - 5', 'scalar'],
    ['scalar(up) * 2', 'scalar'],
    ['max_over_time(load[5m:30s])', 'vector'],
    ['-(3 + 4)', 'scalar'],
    ['hour() >= bool 8', 'vector'],
    ['up offset 5m', 'vector'],
    ['quantile_over_time(0.9, load[5m])', 'vector'],
  ])('%s is a %s', (text, type) => {
    expect(expressionCode(text)).toBe(type);
  });

  it.each([
    ['requests_total[5m]', 'promql-type'],
    ['"text"', 'promql-type'],
    ['rate(requests_total)', 'promql-type'],
    ['abs(requests_total[5m])', 'promql-type'],
    ['sum(requests_total[5m])', 'promql-type'],
    ['limitk(3, up)', 'promql-too-new'],
    ['requests smoothed', 'promql-too-new'],
    ['sum(rate(requests_total[2m])', 'promql-syntax'],
    ['nosuch(up)', 'promql-syntax'],
    ['', 'promql-empty'],
  ])('%s is refused', (text, code) => {
    expect(expressionCode(text)).toBe(code);
  });
});

describe('texts in PromQL', () => {
  it('quotes and unquotes', () => {
    for (const text of ['plain', 'a"b', 'back\\slash', 'two\nlines', 'ümläut'])
      expect(unquote(quote(text))).toBe(text);
    expect(unquote(String.raw`"\x41\u00e4\101"`)).toBe('AäA');
  });

  it('knows what RE2 does not', () => {
    expect(regexFault('5..|4[0-9]{2}')).toBeUndefined();
    expect(regexFault('(?i)get|(?P<verb>post)')).toBeUndefined();
    expect(regexFault('(?=a)')).toContain('look-around');
    expect(regexFault('(a)\\1')).toContain('back-references');
    expect(regexFault('[')).toContain('is not a regular expression');
  });
});
