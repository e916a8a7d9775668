import type { RegimeCondition } from '../document/regimes.js';
import type { Regime } from '../objective.js';
import { typeOfStored } from '../promql/expression.js';
import { quote } from '../promql/string-literal.js';
import type { RecordingRule } from './rules.js';
import { SERIES } from './series.js';
import { own } from './tick.js';

/** The signal as one number: the largest element of a vector, a scalar as it is. On lines of its own, since it may end in a comment. */
function signalExpression(condition: RegimeCondition): string {
  const text = condition.expression.trim();
  return `${typeOfStored(text) === 'scalar' ? 'vector' : 'max'}(\n  ${text}\n)`;
}

function named(slug: string, series: string, names: readonly string[]): string {
  const pattern = names.join('|');
  return own(
    series,
    slug,
    names.length === 1 ? `,regime=${quote(pattern)}` : `,regime=~${quote(pattern)}`,
  );
}

/**
 * 1 while the regime holds, else 0. Rules of a group are evaluated one after the other, so reading the regime itself gives its
 * value of the previous tick (hysteresis), and reading the regimes above it gives theirs of this tick (they go first).
 */
function conditionalRule(
  slug: string,
  name: string,
  condition: RegimeCondition,
  above: readonly string[],
): RecordingRule {
  const signal = named(slug, SERIES.regimeSignal, [name]);
  const stays = `${signal} >= ${condition.release} and on () ${named(slug, SERIES.regime, [name])} == 1`;
  const wants = `count(\n  ${signal} >= ${condition.above}\n  or\n  (${stays})\n)`;
  const held =
    above.length === 0
      ? wants
      : `(${wants} unless on () ${named(slug, SERIES.regime, above)} == 1)`;
  return {
    record: SERIES.regime,
    expr: `${held}\nor\nvector(0)`,
    labels: { slo: slug, regime: name },
  };
}

function defaultRule(slug: string, name: string, others: readonly string[]): RecordingRule {
  const expr = others.length === 0 ? 'vector(1)' : `1 - sum(${named(slug, SERIES.regime, others)})`;
  return { record: SERIES.regime, expr, labels: { slo: slug, regime: name } };
}

/** leitstand:regime{slo,regime}: exactly one of an objective's regimes is 1 at every tick, the others are 0. */
export function regimeRules(slug: string, regimes: readonly Regime[]): RecordingRule[] {
  const rules: RecordingRule[] = [];
  const above: string[] = [];
  for (const { name, when } of regimes) {
    if (when === null) {
      rules.push(defaultRule(slug, name, above));
      continue;
    }
    rules.push({
      record: SERIES.regimeSignal,
      expr: signalExpression(when),
      labels: { slo: slug, regime: name },
    });
    rules.push(conditionalRule(slug, name, when, above));
    above.push(name);
  }
  return rules;
}
