import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { compileFleet, compileSlo, objectiveOf, ruleFile } from '../src/index.js';
import type { RuleGroup, SloDocument } from '../src/index.js';
import { anyDocument } from './any-document.js';
import { checkRules } from './promtool.js';

const DOCUMENTS = 300;

function checked(groups: RuleGroup[]): Promise<{ code: number; text: string }> {
  return checkRules(stringify(ruleFile(groups), { lineWidth: 0, blockQuote: 'literal' }));
}

function compiled(document: SloDocument, i: number): RuleGroup[] {
  const objective = objectiveOf({
    ...document,
    metadata: { ...document.metadata, name: `slo-${i}` },
  });
  return compileSlo(objective, {
    service: document.spec.subject,
    team: document.spec.team ?? null,
    territory: 'DE',
    runbookUrl: document.spec.runbook ?? null,
    since: null,
  });
}

describe('rules of documents nobody thought of', () => {
  it('are rules for Prometheus: odd names, quotes, line breaks, any script, patterns, regimes', async () => {
    const documents = fc.sample(anyDocument, { numRuns: DOCUMENTS, seed: 7 });
    const groups = documents.flatMap(compiled);
    const { code, text } = await checked([...groups, ...compileFleet()]);
    expect({ code, complaints: code === 0 ? '' : text.slice(0, 4_000) }).toEqual({
      code: 0,
      complaints: '',
    });
    expect(text).toContain(
      `${[...groups, ...compileFleet()].flatMap(({ rules }) => rules).length} rules found`,
    );
  }, 60_000);

  it('are really checked: a broken pattern is found', async () => {
    const [group] = compileFleet();
    const { code } = await checked([
      { ...(group as RuleGroup), rules: [{ record: 'a', expr: 'b{c=~"("}' }] },
    ]);
    expect(code).not.toBe(0);
  });
});
