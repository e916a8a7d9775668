import type { Cursor } from './cursor.js';
import { matchesNothing } from './regex.js';
import type { Patterns } from './regex.js';
import { readString } from './string-literal.js';

/** One label matcher; `literal` is the string as written, quotes included. */
export interface Matcher {
  label: string;
  op: '=' | '!=' | '=~' | '!~';
  value: string;
  literal: string;
}

/** A vector selector: a metric name, which may be told by a matcher instead, and label matchers. */
export interface ReadSelector {
  /** As it stands before the braces; empty where nothing does. */
  readonly name: string;
  readonly matchers: readonly Matcher[];
  readonly from: number;
}

/** Reads matchers between braces, and holds them against what Prometheus would. */
export class MatcherReader {
  constructor(
    private readonly cursor: Cursor,
    private readonly patterns: Patterns,
  ) {}

  /** The cursor stands at the opening brace. */
  read(): Matcher[] {
    const { cursor } = this;
    const matchers: Matcher[] = [];
    cursor.take('braces');
    while (!cursor.took('}')) {
      const matcher = this.matcher();
      if (matcher === undefined) return matchers;
      matchers.push(matcher);
      if (cursor.took(',', 'braces') || cursor.at('}')) continue;
      cursor.unexpected(' in label matching, expected "," or "}"');
      return matchers;
    }
    return matchers;
  }

  private matcher(): Matcher | undefined {
    const { cursor } = this;
    if (cursor.is('string')) {
      cursor.stop(
        'promql-quoted-label',
        'quoted label and metric names need Prometheus 3; write plain names',
      );
      return undefined;
    }
    if (!cursor.is('word')) {
      cursor.unexpected(' in label matching, expected identifier or "}"');
      return undefined;
    }
    const label = cursor.take('braces');
    if (!['=', '!=', '=~', '!~'].includes(cursor.token.text)) {
      cursor.unexpected(' in label matching, expected label matching operator');
      return undefined;
    }
    const op = cursor.take('braces').text as Matcher['op'];
    if (!cursor.is('string')) {
      cursor.unexpected(' in label matching, expected string');
      return undefined;
    }
    return this.checked(label.text, op, cursor.take('braces'));
  }

  private checked(
    label: string,
    op: Matcher['op'],
    { text: literal, from }: { text: string; from: number },
  ): Matcher {
    const read = readString(literal);
    if (!read.ok) this.cursor.note('promql-string', read.error.says, from + read.error.at);
    const value = read.ok ? read.value : '';
    if (op === '=~' || op === '!~') this.checkPattern(label, value, from);
    return { label, op, value, literal };
  }

  private checkPattern(label: string, pattern: string, from: number): void {
    const says = this.patterns.fault(pattern);
    if (says !== undefined)
      this.cursor.note('promql-regex', `the pattern of label '${label}' ${says}`, from);
  }

  /** Notes what is wrong with a selector as a whole. */
  check({ name, matchers, from }: ReadSelector): void {
    const named = matchers.find(({ label }) => label === '__name__');
    if (name !== '' && named !== undefined)
      this.cursor.note(
        'promql-selector',
        `metric name must not be set twice: "${name}" or "${named.value}"`,
        from,
      );
    if (name === '' && this.cursor.fault === undefined && matchers.every(matchesNothing))
      this.cursor.note(
        'promql-selector',
        'vector selector must contain at least one non-empty matcher',
        from,
      );
  }
}
