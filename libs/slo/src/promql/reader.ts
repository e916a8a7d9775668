import { Cursor } from './cursor.js';
import { callFault, aggregationFault } from './calls.js';
import { typeName } from './functions.js';
import { matchingFault, readLabels, readMatching } from './labels.js';
import { durationSeconds, numberOf } from './literals.js';
import { MatcherReader } from './matchers.js';
import type { ReadSelector } from './matchers.js';
import { Patterns } from './regex.js';
import { readString } from './string-literal.js';
import { term, together } from './term.js';
import type { Term } from './term.js';
import { AGGREGATIONS } from './tokens.js';
import type { Token } from './tokens.js';

/** Operators by how tightly they bind; `^` binds from the right. A sign binds as `*` does. */
const PRECEDENCE = new Map(
  [['or'], ['and', 'unless'], ['==', '!=', '<=', '<', '>=', '>'], ['+', '-']]
    .concat([['*', '/', '%', 'atan2'], ['^']])
    .flatMap((operators, i) => operators.map((operator) => [operator, i + 1])),
);
const POWER = 6;
/** Deeper nesting is no text of a person; the call stack would not hold it for ever. */
const DEEPEST = 100;
/** Keywords that are never the name of a metric. */
const NO_METRICS = new Set(['atan2', 'bool', 'group_left', 'group_right', 'ignoring', 'on']);
/** Keywords that Prometheus takes for a metric where nothing else fits: too much depends on what stands around them. */
const UNCLEAR_METRICS = new Set(['and', 'by', 'offset', 'or', 'unless', 'without']);
/** What a subquery without a resolution takes: Prometheus' evaluation interval, 15 seconds in many places, a minute in most. */
const USUAL_RESOLUTION_SECONDS = 15;
/** From there on, either way, Prometheus takes no instant behind an `@`. */
const LATEST_INSTANT = 2 ** 63;

/** A range or the range of a subquery, and where it stands. */
export interface ReadRange {
  readonly seconds: number;
  readonly from: number;
}

/** A subquery: where what it evaluates begins and ends, and how often it evaluates that. */
export interface ReadSubquery {
  readonly from: number;
  readonly to: number;
  readonly times: number;
}

/**
 * Reads PromQL in one pass, as Prometheus 2.42 reads it: the types of every part are held against each other while they are read, so
 * that no tree is needed. (The grammar for editors, lezer-promql, gives other trees: `a + b offset 5m` shifts the sum there.)
 */
export class Reader {
  readonly cursor: Cursor;
  readonly selectors: ReadSelector[] = [];
  readonly ranges: ReadRange[] = [];
  readonly subqueries: ReadSubquery[] = [];
  private readonly patterns = new Patterns();
  private readonly matchers: MatcherReader;
  private depth = 0;

  constructor(text: string) {
    this.cursor = new Cursor(text);
    this.matchers = new MatcherReader(this.cursor, this.patterns);
  }

  /** Reads the whole text; undefined when it makes no sense, which the cursor tells. */
  read(): Term | undefined {
    const { cursor } = this;
    if (cursor.is('end')) cursor.stop('promql-empty', 'no expression found in input');
    const root = this.expression(1);
    if (!cursor.is('end')) cursor.unexpected();
    return cursor.syntaxFault === undefined ? root : undefined;
  }

  private expression(least: number): Term {
    this.depth += 1;
    if (this.depth > DEEPEST)
      this.cursor.stop('promql-too-deep', `nested more than ${DEEPEST} deep`);
    let left = this.operand();
    for (;;) {
      const { kind, text, from } = this.cursor.token;
      const precedence = kind === 'symbol' || kind === 'keyword' ? PRECEDENCE.get(text) : undefined;
      if (precedence === undefined || precedence < least) break;
      this.cursor.take();
      left = this.calculation(left, text, from, precedence);
    }
    this.depth -= 1;
    return left;
  }

  private calculation(left: Term, operator: string, at: number, precedence: number): Term {
    const matching = readMatching(this.cursor);
    const right = this.expression(precedence === POWER ? POWER : precedence + 1);
    const fault = matchingFault(operator, matching, left.type, right.type);
    if (fault !== undefined) this.cursor.note('promql-type', fault, at);
    const type = left.type === 'scalar' && right.type === 'scalar' ? 'scalar' : 'vector';
    return term('calculation', type, left.from, together([left, right]));
  }

  private operand(): Term {
    const { from } = this.cursor.token;
    if (!this.cursor.took('-') && !this.cursor.took('+')) return this.modified(this.primary());
    const inner = this.expression(POWER);
    if (inner.type !== 'scalar' && inner.type !== 'vector')
      this.cursor.note(
        'promql-type',
        `unary expression only allowed on expressions of type scalar or instant vector, got "${typeName(inner.type)}"`,
        from,
      );
    const type = inner.type === 'scalar' ? 'scalar' : 'vector';
    return term('sign', type, from, inner);
  }

  private primary(): Term {
    const { cursor } = this;
    const { kind, text } = cursor.token;
    if (kind === 'number') return term('number', 'scalar', cursor.take().from);
    if (kind === 'string') return this.string();
    if (cursor.at('(')) return this.parentheses();
    if (cursor.at('{')) return this.selector();
    if (kind === 'word') {
      const name = cursor.take();
      return cursor.at('(') && !text.includes(':') ? this.call(name) : this.selector(name);
    }
    if (kind === 'keyword' && !NO_METRICS.has(text)) {
      const name = cursor.take();
      if (UNCLEAR_METRICS.has(text))
        cursor.note('promql-keyword', `"${text}" is a keyword, not a metric`, name.from);
      const aggregates = cursor.at('(') || cursor.at('by') || cursor.at('without');
      return AGGREGATIONS.has(text) && aggregates ? this.aggregation(name) : this.selector(name);
    }
    cursor.unexpected();
    return term('number', 'scalar', cursor.token.from);
  }

  private string(): Term {
    const literal = this.cursor.take();
    const read = readString(literal.text);
    if (!read.ok) this.cursor.note('promql-string', read.error.says, literal.from + read.error.at);
    return { ...term('string', 'string', literal.from), value: read.ok ? read.value : '' };
  }

  private parentheses(): Term {
    const { from } = this.cursor.take();
    const inner = this.expression(1);
    if (!this.cursor.took(')')) this.cursor.unexpected(', expected ")"');
    return { ...term('parentheses', inner.type, from, inner), value: inner.value };
  }

  private selector(before?: Token): Term {
    const { cursor } = this;
    const { from, to } = before ?? cursor.token;
    const name = before === undefined ? '' : cursor.text.slice(from, to);
    const matchers = cursor.at('{') ? this.matchers.read() : [];
    const selector = { name, matchers, from };
    this.matchers.check(selector);
    this.selectors.push(selector);
    return term('selector', 'vector', from, { reach: 0, steps: 1, read: 0 });
  }

  private call(name: Token): Term {
    const args = this.args();
    const { fault, type } = callFault(name, args, this.patterns);
    if (fault !== undefined) this.cursor.note(fault.code, fault.says, fault.at);
    return term('call', type, name.from, together(args));
  }

  private aggregation(name: Token): Term {
    const grouped = this.grouping();
    const args = this.args();
    if (!grouped) this.grouping();
    const fault = aggregationFault(name, args);
    if (fault !== undefined) this.cursor.note(fault.code, fault.says, fault.at);
    return term('aggregation', 'vector', name.from, together(args));
  }

  private grouping(): boolean {
    const { cursor } = this;
    const here = cursor.took('by') || cursor.took('without');
    if (here) readLabels(cursor);
    return here;
  }

  private args(): Term[] {
    const { cursor } = this;
    const args: Term[] = [];
    if (!cursor.took('(')) {
      cursor.unexpected(', expected "("');
      return args;
    }
    if (cursor.took(')')) return args;
    do {
      if (cursor.at(')'))
        cursor.stop('promql-syntax', 'trailing commas not allowed in function call args');
      args.push(this.expression(1));
    } while (cursor.took(','));
    if (!cursor.took(')')) cursor.unexpected(', expected "," or ")"');
    return args;
  }

  /** What stands behind a term and belongs to it alone: ranges, subqueries, `offset`, `@`. */
  private modified(first: Term): Term {
    const { cursor } = this;
    let read = first;
    for (;;) {
      const { from } = cursor.token;
      if (cursor.took('[', 'range')) read = this.bracketed(read, from);
      else if (cursor.took('offset')) read = this.offset(read);
      else if (cursor.took('@')) read = this.instant(read);
      else return read;
    }
  }

  private bracketed(inner: Term, from: number): Term {
    const { cursor } = this;
    const seconds = this.duration(' in subquery or range selector, expected duration', 'brackets');
    this.ranges.push({ seconds, from });
    if (cursor.at(']')) return this.range(inner, seconds, from);
    if (!cursor.took(':', 'brackets'))
      cursor.unexpected(' in subquery or range, expected ":" or "]"');
    const resolution = cursor.at(']')
      ? USUAL_RESOLUTION_SECONDS
      : this.duration(' in subquery selector, expected duration or "]"', 'brackets');
    if (!cursor.took(']')) cursor.unexpected(' in subquery selector, expected "]"');
    if (inner.type !== 'vector')
      cursor.note(
        'promql-type',
        `subquery is only allowed on instant vector, got ${inner.type} instead`,
        inner.from,
      );
    const times = Math.ceil(seconds / resolution);
    this.subqueries.push({ from: inner.from, to: from, times });
    return term('subquery', 'matrix', inner.from, {
      reach: inner.reach + seconds,
      steps: Math.max(1, inner.steps) * times,
      read: inner.read * times,
    });
  }

  private range(inner: Term, seconds: number, from: number): Term {
    const { cursor } = this;
    cursor.take();
    if (inner.shape !== 'selector')
      cursor.note('promql-type', 'ranges only allowed for vector selectors', from);
    else if (inner.shifted || inner.pinned)
      cursor.note(
        'promql-type',
        `no ${inner.shifted ? 'offset' : '@'} modifiers allowed before range`,
        from,
      );
    const cost = { reach: seconds, steps: inner.steps, read: seconds };
    return term('range', 'matrix', inner.from, cost);
  }

  private duration(context: string, where?: 'brackets'): number {
    const { cursor } = this;
    if (!cursor.is('duration')) {
      cursor.unexpected(context);
      return 1;
    }
    const { text, from } = cursor.take(where);
    const seconds = durationSeconds(text);
    if (!seconds.ok) cursor.note('promql-duration', seconds.error, from);
    return seconds.ok ? seconds.value : 1;
  }

  private offset(inner: Term): Term {
    const { cursor } = this;
    cursor.took('-');
    const seconds = this.duration(' in offset, expected duration');
    this.checkModified(inner, 'offset', inner.shifted);
    return { ...inner, reach: inner.reach + seconds, shifted: true };
  }

  private instant(inner: Term): Term {
    const { cursor } = this;
    if (cursor.at('start') || cursor.at('end')) {
      cursor.take();
      if (!cursor.took('(') || !cursor.took(')')) cursor.unexpected(' in @, expected timestamp');
    } else {
      if (!cursor.took('-')) cursor.took('+');
      const { text, from } = cursor.token;
      if (!cursor.is('number')) cursor.unexpected(' in @, expected timestamp');
      else if (!(numberOf(text) < LATEST_INSTANT))
        cursor.note('promql-type', `timestamp out of bounds for @ modifier: ${text}`, from);
      cursor.take();
    }
    this.checkModified(inner, '@', inner.pinned);
    return { ...inner, pinned: true };
  }

  private checkModified({ shape, from }: Term, modifier: string, again: boolean): void {
    const what = modifier === '@' ? '@ modifier' : 'offset modifier';
    if (!['selector', 'range', 'subquery'].includes(shape))
      this.cursor.note(
        'promql-type',
        `${what} must be preceded by an instant vector selector or range vector selector or a subquery`,
        from,
      );
    else if (again)
      this.cursor.note(
        'promql-type',
        `${modifier === '@' ? '@ <timestamp>' : modifier} may not be set multiple times`,
        from,
      );
  }
}
