import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, eventually, instance, promql, settingOf } from '../harness/instance.js';
import { MetricsTarget } from '../harness/metrics-target.js';

/** Discovery, a scrape, an evaluation, the ingestion offset and a closed minute, on a slow machine. */
const FIRST_READING_SECONDS = 240;

const section = (title: string) =>
  readFileSync('README.md', 'utf8').split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const fenced = (title: string, language: string) =>
  [...section(title).matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, text = '']) => text,
  );
/** As a shell of the reader's runs it, who has set what the README says. */
const run = (lines: string) =>
  execFileSync(
    'bash',
    ['-ec', `leitstand() { node "$CHECKOUT/dist/apps/cli/src/main.js" "$@"; }\n${lines}`],
    { cwd: folder, encoding: 'utf8', env: environment() },
  );
/** Lines without the documents that name a person: this instance has no account yet. `policies.medium.ts` applies them all. */
const withoutPeople = (lines: string) =>
  lines.replace(
    /apiVersion: leitstand\/v1\nkind: (?:Schedule|EscalationPolicy)\n[\s\S]*?---\n/g,
    '',
  );
/** @returns how many events the first reading of an objective counts */
const firstReading = (slug: string) =>
  eventually('its first reading', FIRST_READING_SECONDS, async () => {
    const { rules, reading } = await api<Row>(`/slos/${slug}`);
    return rules.state === 'published' && reading !== null && reading.total;
  });
const folder = mkdtempSync(join(tmpdir(), 'readme-'));
afterAll(() => rmSync(folder, { recursive: true }));

const service = new MetricsTarget();
const place = resolve(instance.dataDir, 'targets');
const files = ['my-service.yaml', 'broken.yaml'].map((name) => join(place, name));
/** What each command of the README printed. */
const printed: Record<'applied' | 'shown' | 'promised', string[]> = {
  applied: [],
  shown: [],
  promised: [],
};
let counting: NodeJS.Timeout;

// Both are asked for before either is waited for.
beforeAll(async () => {
  const [yaml = ''] = fenced('An objective', 'yaml');
  const file = /^# (\S+\.yaml)/.exec(yaml)?.[1] ?? '';
  writeFileSync(join(folder, file), yaml);
  const commands = fenced('An objective', 'sh')[0]?.split('\n') ?? [];
  const first = commands.findIndex((line) => line.startsWith('leitstand '));
  const [apply = '', ...rest] = commands.slice(first).filter((line) => line !== '');
  printed.applied.push(run(apply));
  printed.shown.push(...rest.map(run));

  service.add('http_requests_total{code="200"}', 1);
  const port = await service.listen();
  counting = setInterval(() => service.add('http_requests_total{code="200"}', 7), 1000);
  const [named = '', promised = ''] = fenced('A service of your own', 'sh');
  writeFileSync(files[1] ?? '', "- targets: ['127.0.0.1:1'\n");
  run(named.replace('.leitstand/targets', place).replace(':8080', `:${port}`));
  await eventually('it is scraped', 60, async () => {
    const [up] = await promql('up{job="my-service"}');
    return up?.value[1] === '1';
  });
  printed.promised.push(run(withoutPeople(promised)));
}, 120_000);
afterAll(async () => {
  clearInterval(counting);
  for (const file of files) rmSync(file, { force: true });
  await service.close();
});

describe('the example of the README', () => {
  it(
    'works as it stands: the objective is saved, its rules are in force, and it is measured',
    async () => {
      expect(printed.applied).toEqual([expect.stringMatching(/SLO +prometheus-latency/)]);
      expect(printed.shown).not.toEqual([]);
      for (const text of printed.shown) expect(text).toContain('prometheus-latency');
      expect(await firstReading('prometheus-latency')).toBeGreaterThan(0);
    },
    (FIRST_READING_SECONDS + 30) * 1_000,
  );
});

describe('a service of the reader’s own', () => {
  it(
    'is scraped as the README says, a broken file beside it or not, and its objective has data',
    async () => {
      expect(printed.promised).toEqual([expect.stringContaining('my-service-availability')]);
      expect(await firstReading('my-service-availability')).toBeGreaterThan(0);
      const log = readFileSync(join(instance.dataDir, 'log/prometheus.log'), 'utf8');
      expect(
        log
          .split('\n')
          .filter((line) => line.includes('targets'))
          .join('\n'),
      ).toMatch(/broken\.yaml.*line 1/);
    },
    (FIRST_READING_SECONDS + 30) * 1_000,
  );

  it('finds the address of the private Prometheus where the README says', () => {
    const settings = execFileSync('node', ['scripts/admin.mjs', 'config', 'print'], {
      encoding: 'utf8',
      env: { ...process.env, LEITSTAND_DATA_DIR: instance.dataDir },
    });
    for (const name of ['LEITSTAND_PROMETHEUS_URL', 'LEITSTAND_ALERTMANAGER_URL'])
      expect(JSON.parse(settings)).toContainEqual(
        expect.objectContaining({ name, value: settingOf(name) }),
      );
  });
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
