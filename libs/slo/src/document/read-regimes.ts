import { parseThreshold } from '../duration.js';
import { parseExpression } from '../promql/expression.js';
import { readFields, readName, readNumber, readText } from './reader.js';
import type { Complaints, Fields } from './reader.js';
import type { RegimeCondition, RegimeDocument } from './slo-document.js';

const MAX_REGIMES = 8;
const LONGEST_THRESHOLD_SECONDS = 3_600;

function readExpression(fields: Fields, path: string, complaints: Complaints): string | undefined {
  const text = readText(fields, 'expression', path, complaints);
  if (text === undefined) return undefined;
  const expression = parseExpression(text);
  if (expression.ok) return expression.value.text;
  return complaints.add(`${path}.expression`, expression.error.code, expression.error.message);
}

function readCondition(
  value: unknown,
  path: string,
  complaints: Complaints,
): RegimeCondition | undefined {
  const fields = readFields(value, path, ['expression', 'above', 'release'], complaints);
  if (fields === undefined) return undefined;
  const expression = readExpression(fields, path, complaints);
  const above = readNumber(fields, 'above', path, complaints);
  const release = readNumber(fields, 'release', path, complaints);
  if (above !== undefined && release !== undefined && release > above) {
    return complaints.add(
      `${path}.release`,
      'release-over-above',
      'release must not be greater than above: the regime is entered at above and left below release.',
    );
  }
  if (expression === undefined || above === undefined || release === undefined) return undefined;
  return { expression, above, release };
}

function readThreshold(fields: Fields, path: string, complaints: Complaints): string | undefined {
  const text = readText(fields, 'threshold', path, complaints);
  if (text === undefined) return undefined;
  const threshold = parseThreshold(text);
  if (threshold === undefined)
    return complaints.add(
      `${path}.threshold`,
      'not-a-threshold',
      "A threshold is a number with a unit, such as '200ms' or '1.5s'.",
    );
  if (threshold.seconds <= LONGEST_THRESHOLD_SECONDS) return text;
  return complaints.add(
    `${path}.threshold`,
    'threshold-too-long',
    'A latency threshold is at most one hour.',
  );
}

function readRegime(
  value: unknown,
  path: string,
  complaints: Complaints,
): RegimeDocument | undefined {
  const fields = readFields(value, path, ['name', 'threshold', 'when'], complaints);
  if (fields === undefined) return undefined;
  const name = readName(fields, 'name', path, complaints);
  const threshold = readThreshold(fields, path, complaints);
  const when =
    fields.when === undefined ? undefined : readCondition(fields.when, `${path}.when`, complaints);
  if (name === undefined || threshold === undefined) return undefined;
  return when === undefined ? { name, threshold } : { name, threshold, when };
}

function checkNames(items: readonly unknown[], path: string, complaints: Complaints): void {
  const seen = new Set<unknown>();
  items.forEach((item, i) => {
    const name = (item as Fields | null)?.name;
    if (name !== undefined && seen.has(name))
      complaints.add(
        `${path}.${i}.name`,
        'duplicate-regime',
        `There are two regimes named '${String(name)}'.`,
      );
    seen.add(name);
  });
}

function checkDefault(items: readonly unknown[], path: string, complaints: Complaints): void {
  const defaults = items.filter((item) => (item as Fields | null)?.when === undefined).length;
  if (defaults === 0)
    complaints.add(
      path,
      'no-default-regime',
      'One regime must have no `when`: it holds whenever no other does.',
    );
  if (defaults > 1)
    complaints.add(path, 'two-default-regimes', 'Only one regime may have no `when`.');
  const last = items.at(-1) as Fields | null;
  if (defaults === 1 && last?.when !== undefined)
    complaints.add(
      path,
      'default-not-last',
      'The regime without `when` must be the last: regimes are tried from top to bottom.',
    );
}

/** Reads the regimes of a latency indicator: tried from top to bottom, the last one without `when` is the default. */
export function readRegimes(
  value: unknown,
  path: string,
  complaints: Complaints,
): RegimeDocument[] | undefined {
  if (!Array.isArray(value) || value.length === 0)
    return complaints.add(path, 'no-regimes', 'Give a list of at least one regime.');
  if (value.length > MAX_REGIMES)
    return complaints.add(path, 'too-many-regimes', `At most ${MAX_REGIMES} regimes are possible.`);
  checkNames(value, path, complaints);
  checkDefault(value, path, complaints);
  const regimes = value.map((item, i) => readRegime(item, `${path}.${i}`, complaints));
  return regimes.filter((regime) => regime !== undefined);
}
