import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { api, eventually, instance } from '../harness/instance.js';

/** Discovery, a scrape, an evaluation, the ingestion offset and a closed minute, on a slow machine. */
const FIRST_READING_SECONDS = 240;

const section = readFileSync('README.md', 'utf8').split('## An objective')[1] ?? '';
const fenced = (language: string) =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(section)?.[1] ?? '';
const folder = mkdtempSync(join(tmpdir(), 'readme-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the example of the README', () => {
  it(
    'works as it stands: the objective is saved, its rules are in force, and it is measured',
    async () => {
      const yaml = fenced('yaml');
      const file = /^# (\S+\.yaml)/.exec(yaml)?.[1] ?? '';
      writeFileSync(join(folder, file), yaml);
      const commands = fenced('sh').split('\n');
      const first = commands.findIndex((line) => line.startsWith('leitstand '));
      const run = (line: string) =>
        execFileSync(
          'bash',
          ['-c', `leitstand() { node "$CHECKOUT/dist/apps/cli/src/main.js" "$@"; }; ${line}`],
          { cwd: folder, encoding: 'utf8', env: environment() },
        );
      const [applied = '', ...rest] = commands.slice(first).filter((line) => line !== '');
      expect(run(applied)).toMatch(/SLO +prometheus-latency/);
      for (const line of rest) expect(run(line)).toContain('prometheus-latency');
      const row = await eventually('its first reading', FIRST_READING_SECONDS, async () => {
        const { rules, reading } = await api<Row>('/slos/prometheus-latency');
        return rules.state === 'published' && reading !== null && reading.total > 0 && reading;
      });
      expect(row.total).toBeGreaterThan(0);
    },
    (FIRST_READING_SECONDS + 30) * 1_000,
  );
});

interface Row {
  rules: { state: string };
  reading: { total: number } | null;
}

function environment(): NodeJS.ProcessEnv {
  const token = execFileSync('node', ['scripts/token.mjs', 'readme'], {
    encoding: 'utf8',
    env: { ...process.env, LEITSTAND_DATA_DIR: instance.dataDir },
  }).trim();
  return {
    ...process.env,
    CHECKOUT: process.cwd(),
    LEITSTAND_URL: instance.url,
    LEITSTAND_TOKEN: token,
  };
}
