import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { compileFleet, compileSlo, objectiveOf, ruleFile } from '../src/index.js';
import type { RuleGroup, SloDocument } from '../src/index.js';
import { anyDocument } from './any-document.js';

const DOCUMENTS = 300;

/** What `promtool check rules` says about groups: its exit code, and what it complains about. */
async function checked(groups: RuleGroup[]): Promise<{ code: number; text: string }> {
  const dir = mkdtempSync(join(tmpdir(), 'leitstand-rules-'));
  const file = join(dir, 'rules.yaml');
  writeFileSync(file, stringify(ruleFile(groups), { lineWidth: 0, blockQuote: 'literal' }));
  try {
    const { stdout } = await promisify(execFile)(
      process.env.LEITSTAND_TEST_PROMTOOL ?? 'promtool',
      ['check', 'rules', '--lint=all', file],
    );
    return { code: 0, text: stdout };
  } catch (fault) {
    const {
      code = 1,
      stdout = '',
      stderr = '',
    } = fault as { code?: number; stdout?: string; stderr?: string };
    return { code, text: `${stdout}\n${stderr}` };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
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
