import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idleMatchers } from './idle.js';
import { lackingMatcher, parseMatchers, printMatchers } from './required.js';

function matchers(text: string) {
  const read = parseMatchers(text);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}
function lack(expression: string, required: string): string | null {
  const found = lackingMatcher(expression, matchers(required));
  return found ? `${found.selector} lacks ${found.matcher}` : null;
}

describe('matchers of a territory', () => {
  it.each([
    ['', ''],
    [' { } ', ''],
    ['region="de"', 'region="de"'],
    [`{ region = "de" , tenant=~'a|b', }`, `region="de",tenant=~'a|b'`],
    ...[Array.from({ length: 10 }, (_, i) => `a${i}="x"`).join(',')].map((ten) => [ten, ten]),
  ])('%j are read', (text, printed) => {
    expect(printMatchers(matchers(text))).toBe(printed);
  });

  it.each([
    ['region', 'promql-syntax'],
    ['region="de"} or y{a="b"', 'selector-not-plain'],
    ['region=~"("', 'selector-regex'],
    ['__name__="up"', 'promql-selector'],
    [Array.from({ length: 11 }, (_, i) => `a${i}="x"`).join(), 'matchers-too-many'],
    ['a="x" #', 'promql-syntax'],
  ])('%j are none', (text, code) => {
    const read = parseMatchers(text);
    expect(read.ok ? null : read.error.code).toBe(code);
  });
});

describe('matchers that are none', () => {
  it.each([
    ['stage=prod', 'line 1, column 7'],
    ['job==brezel', 'line 1, column 5'],
    ['a="x",\n  b=y', 'line 2, column 5'],
    [' {a=y}', 'line 1, column 5'],
    ['a="x", b', 'line 1, column 9'],
  ])('%j are told with the place in their own text', (text, at) => {
    const read = parseMatchers(text);
    expect(read.ok ? null : read.error.message).toContain(` at ${at}: `);
  });
});

describe('matchers that do nothing', () => {
  it.each([
    ['job!~".*"', 'matchers-let-none'],
    ['job!~"x|.*"', 'matchers-let-none'],
    ['a="x",a="y"', 'matchers-let-none'],
    ['a=~"x|y",b="1",a!~"[xy]"', 'matchers-let-none'],
    ['job=~".*"', 'matchers-let-all'],
    ['a="x",job=~"(.*)"', 'matchers-let-all'],
  ])('%s are seen', (text, code) => {
    expect(idleMatchers(matchers(text))?.code).toBe(code);
  });

  it.each([
    'a="x"',
    'a=""',
    'a!=""',
    'a!="x"',
    'a=~".+"',
    'a!~".+"',
    'a!~"x"',
    'a=~"[^q]*"',
    'a=~"x.*",a!~".*y"',
    'a=~"x|y",a!="x"',
  ])('%s do something', (text) => {
    expect(idleMatchers(matchers(text))).toBeUndefined();
  });
});

const DE = 'region="de"';
describe('what an expression must carry', () => {
  it.each([
    ['up{region="de"}', DE],
    ['sum(rate(x{region=\'de\',code=~"5.."}[5m]))', DE],
    ['x{region=~"de"}', DE],
    ['x{region="de"}', 'region=~"de|at"'],
    ['x{region=~"at|de"}', 'region=~"de|at"'],
    ['x{region=~"d.*"}', 'region=~"d.*"'],
    ['x{region="de"}', 'region!="ch"'],
    ['x{region="de"}', 'region!~"c.*"'],
    ['{__name__="x",region="de"}', DE],
    ['max_over_time(sum(x{region="de"})[1h:1m] offset 5m)', DE],
    ['vector(1)', DE],
    ['x', ''],
    ['x{region="de",tenant="a"}', 'region="de",tenant=~"a|b"'],
  ])('%s carries %s', (expression, required) => {
    expect(lack(expression, required)).toBeNull();
  });

  it.each([
    ['up', DE, 'up lacks region="de"'],
    ['up{region="ch"}', DE, 'up{region="ch"} lacks region="de"'],
    ['up{region!="ch"}', DE, 'up{region!="ch"} lacks region="de"'],
    ['up{region=~"de|ch"}', DE, 'up{region=~"de|ch"} lacks region="de"'],
    ['up{region=~"de|"}', DE, 'up{region=~"de|"} lacks region="de"'],
    ['up{region=~"d."}', 'region=~"d.*"', 'up{region=~"d."} lacks region=~"d.*"'],
    ['up{region=""}', 'region=~"de|at"', 'up{region=""} lacks region=~"de|at"'],
    ['up{regions="de"}', DE, 'up{regions="de"} lacks region="de"'],
    ['{__name__="up"}', DE, '{__name__="up"} lacks region="de"'],
    ['a{region="de"} or b', DE, 'b lacks region="de"'],
    ['a{region="de"} unless on (x) group_y{x="1"}', DE, 'group_y{x="1"} lacks region="de"'],
    ['max_over_time((a{region="de"} + b)[1h:1m])', DE, 'b lacks region="de"'],
    ['sum by (region) (rate(b[5m] offset 1d))', DE, 'b lacks region="de"'],
    ['label_replace(b, "region", "de", "", "")', DE, 'b lacks region="de"'],
    ['count(a{region="de"}) * on () -(b)', DE, 'b lacks region="de"'],
    ['a{region="de"}', 'region="de",tenant="a"', 'a{region="de"} lacks tenant="a"'],
  ])('%s does not carry %s', (expression, required, says) => {
    expect(lack(expression, required)).toBe(says);
  });

  it('is told with its place', () => {
    expect(lackingMatcher('a{region="de"}\n  or b', matchers(DE))?.at).toBe('line 2, column 6');
  });
});

// By what the matchers mean, on every value that a label could have here.
const VALUES = ['', 'de', 'at', 'ch', 'de2', 'xde'];
const PATTERNS = ['de', 'de|at', 'd.*', '.*', '.+', 'de|', '(de|ch)', 'a|t'];
interface Plain {
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}
const plain: fc.Arbitrary<Plain> = fc.oneof(
  fc.record({ op: fc.constantFrom('=', '!='), value: fc.constantFrom(...VALUES) }),
  fc.record({ op: fc.constantFrom('=~', '!~'), value: fc.constantFrom(...PATTERNS) }),
);
const written = ({ op, value }: Plain): string => `region${op}"${value}"`;
function means({ op, value: wanted }: Plain, value: string): boolean {
  const same =
    op === '=' || op === '!=' ? value === wanted : new RegExp(`^(?:${wanted})$`).test(value);
  return same === (op === '=' || op === '=~');
}

const SHAPES: readonly ((...selectors: string[]) => string)[] = [
  (a, b) => `${a} or ${b}`,
  (a, b) => `sum(rate(${a}[5m] offset 1h)) / ignoring (x) sum(${b})`,
  (a, b) => `max_over_time((${a} unless ${b})[1h:1m])`,
  (a, b) => `max_over_time(min_over_time(${a}[10m:1m])[1h:5m]) and on () (-${b} > 1)`,
  (a, b) => `histogram_quantile(0.9, sum by (le) (rate(${a}[5m]))) + scalar(${b})`,
  (a, b) => `label_replace(${a}, "region", "de", "", "") or clamp(${b} @ 100, 1, 2)`,
  (a, b) => `topk(scalar(count(${a})), ${b})`,
];

describe('whatever shape it has', () => {
  const selector = fc
    .tuple(fc.constantFrom('x{', '{__name__="x",', 'x{job="j",'), fc.array(plain, { maxLength: 3 }))
    .map(([begin, own]) => ({ own, text: `${begin}${own.map(written).join(',')}}` }));

  it('an expression that passes reads nothing that does not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SHAPES),
        fc.tuple(selector, selector),
        plain,
        (shape, both, required) => {
          const expression = shape(...both.map(({ text }) => text));
          if (lackingMatcher(expression, matchers(written(required))) !== undefined) return;
          for (const { own } of both)
            for (const value of VALUES)
              if (own.every((one) => means(one, value))) expect(means(required, value)).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('one whose every selector carries the matcher passes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SHAPES),
        fc.tuple(selector, selector),
        plain,
        (shape, both, required) => {
          const carrying = both.map(({ text }) =>
            text.replace(/,?\}$/, `,${written(required)}}`).replace('{,', '{'),
          );
          expect(lackingMatcher(shape(...carrying), matchers(written(required)))).toBeUndefined();
        },
      ),
      { numRuns: 1000 },
    );
  });
});
