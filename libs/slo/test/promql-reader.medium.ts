import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { parseExpression, parseOwnExpression } from '../src/promql/expression.js';
import { aggregationParameter, FUNCTIONS } from '../src/promql/functions.js';
import { Reader } from '../src/promql/reader.js';
import { AGGREGATIONS } from '../src/promql/tokens.js';
import { anyPromql } from './any-promql.js';
import { ACCEPTED, REFUSED, REFUSED_BY_US } from './promql-examples.js';
import { refusals } from './promtool.js';

const EXPRESSIONS = Number(process.env.LEITSTAND_TEST_EXPRESSIONS ?? 1_000);
const SEED = Number(process.env.LEITSTAND_TEST_SEED ?? 1);
/** What the reader has against rules that Prometheus loads: they fail at every evaluation, or mean something else to Prometheus 3. */
const ON_PURPOSE = new RegExp(
  [
    'is a keyword, not a metric',
    'a text that is not UTF-8',
    'is no more in Prometheus 3',
    'invalid label name',
    'the pattern of label_replace',
    'duplicate capture group name',
    'expand to more than \\d+ characters',
  ].join('|'),
);

/** What the reader has against a text; that a rule may also yield a range or a text, Prometheus does not mind. */
function fault(text: string): string | undefined {
  const reader = new Reader(text);
  reader.read();
  return reader.cursor.fault?.message;
}

interface Verdicts {
  readonly accepted: number;
  /** Accepted by the reader, refused by Prometheus. */
  readonly wrong: string[];
  /** The other way about, and not on purpose. */
  readonly strict: string[];
  readonly onPurpose: number;
}

async function compared(texts: readonly string[]): Promise<Verdicts> {
  const theirs = await refusals(texts);
  const both = texts.map((text, i) => ({ text, ours: fault(text), theirs: theirs[i] }));
  const stricter = both.filter(({ ours, theirs: no }) => ours !== undefined && no === undefined);
  return {
    accepted: both.filter(({ ours }) => ours === undefined).length,
    wrong: both
      .filter(({ ours, theirs: no }) => ours === undefined && no !== undefined)
      .map(({ text, theirs: no }) => `${text} ← ${no}`),
    strict: stricter
      .filter(({ ours = '' }) => !ON_PURPOSE.test(ours))
      .map(({ text, ours }) => `${text} ← ${ours}`),
    onPurpose: stricter.filter(({ ours = '' }) => ON_PURPOSE.test(ours)).length,
  };
}

/** Everything of up to `most` arguments, of every type. */
function argumentLists(most: number): string[] {
  const args = ['1', 'up', 'up[5m]', '"a"'];
  let lists = [''];
  const all = [...lists];
  for (let i = 0; i < most; i += 1) {
    lists = lists.flatMap((list) => args.map((arg) => (list === '' ? arg : `${list}, ${arg}`)));
    all.push(...lists);
  }
  return all;
}

describe('the reader of PromQL, beside Prometheus', () => {
  it(`agrees about ${EXPRESSIONS} expressions nobody thought of`, async () => {
    const texts = fc.sample(anyPromql, { numRuns: EXPRESSIONS, seed: SEED });
    const { accepted, wrong, strict, onPurpose } = await compared(texts);
    process.stderr.write(
      `  ${EXPRESSIONS} expressions: ${accepted} accepted, of which Prometheus refuses ${wrong.length}; ` +
        `valid ones refused ${strict.length}, and ${onPurpose} on purpose\n`,
    );
    expect(wrong).toEqual([]);
    expect(strict).toEqual([]);
    expect(accepted / EXPRESSIONS).toBeGreaterThan(0.3);
    expect(accepted / EXPRESSIONS).toBeLessThan(0.7);
  }, 120_000);

  it('agrees about every function and aggregation, of up to three arguments of any type', async () => {
    const calls = [...FUNCTIONS.keys(), ...AGGREGATIONS].flatMap((name) =>
      argumentLists(3).map((args) => `${name}(${args})`),
    );
    const more = ['up, "a", "b", "c"', 'up, "a", "b", "c", "d"', 'up, "a", "b", "c", "d", "e"'];
    const labels = more.flatMap((args) => [`label_join(${args})`, `label_replace(${args})`]);
    const { wrong, strict } = await compared([...calls, ...labels]);
    expect({ wrong, strict }).toEqual({ wrong: [], strict: [] });
    expect([...AGGREGATIONS].filter((name) => aggregationParameter(name))).toHaveLength(4);
  });

  it('agrees about every operator between all types, however it is modified', async () => {
    const sides = ['1', 'up', '"a"', 'up[5m]'];
    const operators = '+ - * / % ^ == != < <= > >= and or unless atan2'.split(' ');
    const modifiers = ['', 'bool', 'on ()', 'on (a)', 'ignoring (a)', 'bool on (a) group_left'];
    modifiers.push('ignoring (a) group_right (a)', 'on (a) group_left (a)', 'group_left (a)');
    const texts = sides.flatMap((left) =>
      sides.flatMap((right) =>
        operators.flatMap((sign) => modifiers.map((how) => `${left} ${sign} ${how} ${right}`)),
      ),
    );
    const { wrong, strict } = await compared(texts);
    expect({ wrong, strict }).toEqual({ wrong: [], strict: [] });
  });

  it('has examples of which Prometheus thinks what they say', async () => {
    const refused = REFUSED.map(([text]) => text);
    const taken = [...ACCEPTED, ...REFUSED_BY_US.map(([text]) => text)];
    const said = await refusals([...refused, ...taken]);
    expect(refused.filter((_, i) => said[i] === undefined)).toEqual([]);
    expect(said.slice(refused.length).filter((why) => why !== undefined)).toEqual([]);
    expect(ACCEPTED.filter((text) => !parseExpression(text).ok)).toEqual([]);
  });
});

describe('the work of reading', () => {
  /** How often a pattern is tried anywhere in the text. */
  const execs = (text: string): number => {
    const exec = jest.spyOn(RegExp.prototype, 'exec');
    parseOwnExpression(text);
    const { length } = exec.mock.calls;
    exec.mockRestore();
    return length;
  };

  it.each([
    ['sums', (n: number) => Array.from({ length: n }, () => 'a').join(' + ')],
    ['powers', (n: number) => Array.from({ length: n }, () => '2').join('^')],
    ['brackets', (n: number) => '('.repeat(n)],
    ['escapes', (n: number) => `a{b="${'\\x'.repeat(n)}"}`],
    ['matchers', (n: number) => `a{${Array.from({ length: n }, () => 'b!~"c+"').join()}}`],
    ['labels', (n: number) => `a + on(${'b,'.repeat(n)}) group_left(${'c,'.repeat(n)}) d`],
    ['faults', (n: number) => Array.from({ length: n }, () => 'abs(1)').join(' + ')],
    ['blanks', (n: number) => `a${' # note\n'.repeat(n)}`],
    ['subqueries', (n: number) => `a${'[5m:]'.repeat(n)}`],
  ])('grows as the text does: %s', (_, text) => {
    const [once, twice, fourfold] = [1_000, 2_000, 4_000].map((n) => execs(text(n)));
    expect(twice).toBeLessThan(2.1 * (once ?? 0) + 100);
    expect(fourfold).toBeLessThan(4.2 * (once ?? 0) + 100);
  });
});
