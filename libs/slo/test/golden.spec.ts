import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { compileFleet, compileSlo, objectiveOf, parseSloDocument, ruleFile } from '../src/index.js';
import type { RuleFile, SloFacts } from '../src/index.js';

// Golden files double as documentation: this SLO file yields these rules. LEITSTAND_GOLDEN=write renews them; review the diff.
const FOLDER = new URL('./golden/', import.meta.url);
const OPTIONS = { publicUrl: 'https://leitstand.example.org', budgetWindows: ['28d', '30d'] };

function print(rules: RuleFile): string {
  return stringify(rules, { lineWidth: 0, blockQuote: 'literal' });
}

function check(name: string, rules: RuleFile): void {
  const file = new URL(name, FOLDER);
  if (process.env.LEITSTAND_GOLDEN === 'write') writeFileSync(file, print(rules));
  expect(print(rules)).toBe(readFileSync(file, 'utf8'));
}

function factsOf(subject: string, team: string | undefined, runbook: string | undefined): SloFacts {
  return {
    service: subject,
    team: team ?? null,
    territory: subject.endsWith('-ch') ? 'CH' : 'DE',
    runbookUrl: runbook ?? null,
    since: null,
  };
}

describe('golden rules', () => {
  const inputs = readdirSync(FOLDER).filter((name) => name.startsWith('in-'));

  it('covers the sample catalogue, and a low target', () => {
    expect(inputs).toHaveLength(6);
  });

  it.each(inputs)('%s yields its rules', (name) => {
    const document = parseSloDocument(parse(readFileSync(new URL(name, FOLDER), 'utf8')));
    if (!document.ok) throw new Error(JSON.stringify(document.error));
    const { subject, team, runbook } = document.value.spec;
    check(
      name.replace('in-', 'out-'),
      ruleFile(compileSlo(objectiveOf(document.value), factsOf(subject, team, runbook), OPTIONS)),
    );
  });

  it('shares windows and alerts across the fleet', () => {
    check('out-fleet.yaml', ruleFile(compileFleet(OPTIONS)));
  });

  it('keeps what pages in a group of its own, which needs no other', () => {
    const pages = compileFleet(OPTIONS).filter(({ name }) => name === 'leitstand-page');
    check('out-fleet-pages.yaml', ruleFile(pages));
  });
});

describe('a summary, which becomes the title of an incident', () => {
  const own = parse(
    readFileSync(new URL('../../../alerts/rules/leitstand.yaml', import.meta.url), 'utf8'),
  ) as RuleFile;
  const groups = [...own.groups, ...compileFleet(OPTIONS)];
  const alerts = groups.flatMap(({ rules }) => rules.filter((rule) => 'alert' in rule));

  it.each(alerts.map(({ alert, annotations = {} }) => [alert, annotations['summary'] ?? '']))(
    'of %s holds no figure that is another one a minute later',
    (_alert, summary) => {
      expect(summary).not.toBe('');
      expect(summary).not.toContain('$value');
    },
  );
});
