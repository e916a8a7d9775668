import type { Matcher } from './matchers.js';
import { passes, printMatchers, valuesOf } from './required.js';

/** Matchers that keep nothing out, or everything, in words. */
export interface Idle {
  readonly code: 'matchers-let-all' | 'matchers-let-none';
  readonly message: string;
}

/** Without line breaks, which a dot does not fit in every version of Prometheus. */
const ASCII = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => i + 32));
/** What no pattern lets through that was written to keep something out: nothing, every character there is, a long text. */
const UNLIKELY = ['', ASCII, [...ASCII].reverse().join(''), 'äΩ\u{1F980}', 'x'.repeat(2000)];

/**
 * Whether matchers that every selector of a territory must carry keep anything out, and let anything through: `job=~".*"` does the one,
 * `job!~".*"` or `a="x",a="y"` the other. Patterns are tried with values that only one for everything lets through.
 */
export function idleMatchers(matchers: readonly Matcher[]): Idle | undefined {
  for (const one of matchers) {
    const written = printMatchers([one]);
    if (one.op === '=~' && UNLIKELY.every((value) => passes(one, value)))
      return all(`${written} lets every series through, also those without ${one.label}.`);
    if (one.op === '!~' && !UNLIKELY.some((value) => passes(one, value)))
      return none(`No series passes ${written}: its pattern fits everything.`);
    const same = matchers.filter(({ label }) => label === one.label);
    const values = valuesOf(one);
    if (values && !values.some((value) => same.every((other) => passes(other, value))))
      return none(`No series passes ${printMatchers(same)}: no value of ${one.label} does.`);
  }
  return undefined;
}

function all(message: string): Idle {
  return { code: 'matchers-let-all', message };
}

function none(message: string): Idle {
  return { code: 'matchers-let-none', message };
}
