import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { compileFleet, compileSlo, objectiveOf, ruleFile } from '../src/index.js';
import type { IndicatorDocument, RuleGroup, SloDocument } from '../src/index.js';
import { parseOwnExpression } from '../src/promql/expression.js';
import { parseOwnSelector } from '../src/promql/selector.js';
import { AGGREGATIONS } from '../src/promql/tokens.js';
import { anyDocument } from './any-document.js';
import { anyPromql } from './any-promql.js';
import { checkRules } from './promtool.js';

const DOCUMENTS = 300;
const EXPRESSIONS = 1_000;

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

  it('are rules for Prometheus whatever PromQL they were made of, as long as it was accepted', async () => {
    const texts = fc.sample(anyPromql, { numRuns: EXPRESSIONS, seed: 11 });
    const expressions = texts.filter((text) => parseOwnExpression(text).ok);
    const selectors = [...texts, ...AGGREGATIONS, 'start', 'end{a="b"}', 'step', 'rate', ':'];
    const totals = selectors.filter((text) => parseOwnSelector(text).ok);
    expect(expressions.length).toBeGreaterThan(100);
    expect(totals.length).toBeGreaterThan(50);
    const indicators: IndicatorDocument[] = [
      ...totals.map((total) => ({ ratio: { total, bad: total } })),
      ...expressions.map((expression) => ({
        latency: {
          histogram: 'duration_seconds',
          regimes: [
            { name: 'peak', threshold: '1s', when: { expression, above: 2, release: 1 } },
            { name: 'normal', threshold: '2s' },
          ],
        },
      })),
    ];
    const groups = indicators.flatMap((indicator, i) =>
      compiled(
        {
          apiVersion: 'leitstand/v1',
          kind: 'SLO',
          metadata: { name: 'a' },
          spec: { subject: 'shop', target: '99', window: { rolling: '30d' }, indicator },
        },
        i,
      ),
    );
    const { code, text } = await checked(groups);
    expect({ code, complaints: code === 0 ? '' : text.slice(0, 4_000) }).toEqual({
      code: 0,
      complaints: '',
    });
  }, 60_000);

  it('are really checked: a broken pattern is found', async () => {
    const [group] = compileFleet();
    const { code } = await checked([
      { ...(group as RuleGroup), rules: [{ record: 'a', expr: 'b{c=~"("}' }] },
    ]);
    expect(code).not.toBe(0);
  });
});
