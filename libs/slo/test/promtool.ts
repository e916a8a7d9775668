import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What `promtool check rules` says about the text of a rule file: its exit code, and what it prints. */
export async function checkRules(text: string): Promise<{ code: number; text: string }> {
  const dir = mkdtempSync(join(tmpdir(), 'leitstand-rules-'));
  const file = join(dir, 'rules.yaml');
  writeFileSync(file, text);
  try {
    const { stdout } = await promisify(execFile)(
      process.env.LEITSTAND_TEST_PROMTOOL ?? 'promtool',
      ['check', 'rules', '--lint=all', file],
      { maxBuffer: 256 * 1_024 * 1_024 },
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

const COMPLAINT = /: group "g", rule (\d+), "r": (?:could not parse expression: )?(.*)/g;

/** What Prometheus has against each of these expressions; undefined where it has nothing. */
export async function refusals(expressions: readonly string[]): Promise<(string | undefined)[]> {
  const rules = expressions.map((expr, i) => ({ record: 'r', labels: { i: `${i}` }, expr }));
  const { code, text } = await checkRules(JSON.stringify({ groups: [{ name: 'g', rules }] }));
  const said = new Map(Array.from(text.matchAll(COMPLAINT), ([, n, why]) => [Number(n), why]));
  if (code !== 0 && said.size === 0) throw new Error(`promtool: ${text.slice(0, 2_000)}`);
  return expressions.map((_, i) => said.get(i + 1));
}
