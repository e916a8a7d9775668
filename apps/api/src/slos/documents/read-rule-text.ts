import { parse } from 'yaml';
import { z } from 'zod';
import { err, ok, type Result } from '../../platform/kernel/result.js';

/** A rule's expression, and what it is called where Prometheus complains of it. */
export interface RuleExpression {
  readonly rule: string;
  readonly expression: string;
  /** what it records, or the alert's name */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const DURATION = /^(?:0|(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?)$/;

const text = z.string().refine((value) => value.isWellFormed(), 'is no text');
const name = text.regex(METRIC, 'is no metric name');
const labelName = text
  .regex(LABEL, 'is no label name')
  .refine((value) => value !== '__name__', 'is no label name of a rule');
const duration = text.min(1).regex(DURATION, 'is no duration');
const common = { expr: text.min(1), labels: z.record(labelName, text).optional() };
const recording = z.strictObject({ record: name, ...common });
const alerting = z.strictObject({
  alert: text.min(1),
  for: duration.optional(),
  keep_firing_for: duration.optional(),
  annotations: z.record(labelName, text).optional(),
  ...common,
});
const ruleFile = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: text.min(1),
      interval: duration.optional(),
      limit: z.number().int().optional(),
      rules: z.array(z.union([recording, alerting])),
    }),
  ),
});

/**
 * Checks of a rule file of ours whatever is not PromQL, for a Prometheus that can be asked about expressions only. Templates in
 * annotations are the compiler's own.
 * @returns its expressions, or a sentence that says what is wrong
 */
export function readRuleText(source: string): Result<RuleExpression[], string> {
  let value: unknown;
  try {
    value = parse(source);
  } catch (error) {
    return err(error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'no YAML');
  }
  const read = ruleFile.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return err(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not valid'}`);
  }
  const { groups } = read.data;
  const twice = groups.find(({ name: one }, i) => groups.findIndex((g) => g.name === one) !== i);
  if (twice) return err(`groupname: "${twice.name}" is repeated in the same file`);
  return ok(
    groups.flatMap((group) =>
      group.rules.map((rule, i) => ({
        rule: `group "${group.name}", rule ${i + 1}, "${'record' in rule ? rule.record : rule.alert}"`,
        expression: rule.expr,
        name: 'record' in rule ? rule.record : rule.alert,
        labels: rule.labels ?? {},
      })),
    ),
  );
}
