import { answerOf } from '../api/client.js';
import type { EscalationPolicy } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { time } from '../output/amounts.js';
import { printWhole } from '../output/print.js';
import { safeText, safeYaml } from '../output/safe-text.js';
import { sheet } from '../output/table.js';
import { repeatText, servesText, targetText } from './policy-words.js';

function fieldsOf(policy: EscalationPolicy) {
  const { slug, sample, steps, waiver, version, updatedAt } = policy;
  return [
    ['policy', sample ? `${slug} (sample data)` : slug],
    ['name', policy.name],
    ['about', policy.description || null],
    ['territory', policy.territory],
    ['for', servesText(policy)],
    ...steps.map(
      ({ delay, targets }, at) =>
        [`step ${at + 1}`, `${targets.map(targetText).join(', ')}; waits ${delay}`] as const,
    ),
    ['steps are run', repeatText(policy)],
    ['fallback', targetText(policy.fallback)],
    ['reaches nobody', waiver],
    ['version', `${version}, of ${time(updatedAt)}`],
  ] as const;
}

/** A target as documents name it. */
function written(target: EscalationPolicy['fallback']) {
  return 'user' in target ? { user: target.user.email } : target;
}

/** The document that makes this policy again. */
function documentOf(policy: EscalationPolicy) {
  const { slug, name, labels, territory, serves, repeat, description, waiver } = policy;
  const steps = policy.steps.map(({ delay, targets }) => ({
    delay,
    targets: targets.map(written),
  }));
  return {
    apiVersion: 'leitstand/v1',
    kind: 'EscalationPolicy',
    metadata: {
      name: slug,
      displayName: name,
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
    },
    spec: {
      ...(description === '' ? {} : { description }),
      territory,
      serves,
      steps,
      repeat,
      fallback: written(policy.fallback),
      ...(waiver === null ? {} : { waiver }),
    },
  };
}

async function run(call: Call): Promise<ExitCode> {
  const { terminal, format } = call;
  const path = { slug: call.operands[0] ?? '' };
  const policy = answerOf(
    await call.api().GET('/escalation-policies/{slug}', { params: { path } }),
    'slug',
    'steps',
    'serves',
  );
  if (format === 'json') printWhole(call, format, policy);
  else if (format === 'yaml') terminal.data(safeYaml(documentOf(policy)));
  else
    terminal.data(terminal.quiet ? safeText(policy.slug) : sheet(fieldsOf(policy), terminal.style));
  return EXIT.OK;
}

export const policyGet: Command = {
  noun: 'policy',
  verb: 'get',
  summary: 'One escalation policy, step by step',
  operands: [{ name: 'NAME' }],
  options: [],
  formats: ['table', 'yaml', 'json'],
  notes: ['-o yaml prints the document alone, ready for: leitstand catalog apply -f -'],
  examples: [
    'leitstand policy get payments',
    'leitstand policy get payments -o yaml > payments.yaml',
  ],
  run,
};
