import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../harness/until.js';
import { dataDirectory, freePortBase, Launched, type Identity } from './launched.js';

const OURS = 'leitstand-slo-mine.yaml';
const BROKEN = 'groups: [{ name: hand, rules: [{ record: x, expr: "1 > 2" }] }]\n';
const document = (kind: string, name: string, spec: object) => ({
  apiVersion: 'leitstand/v1',
  kind,
  metadata: { name },
  spec,
});
const DOCUMENTS = [
  document('Subject', 'shop', { type: 'service', territory: 'DE' }),
  document('SLO', 'mine', {
    subject: 'shop',
    target: '99.9',
    window: { rolling: '30d' },
    indicator: { ratio: { total: 'requests_total', bad: 'requests_total{code=~"5.."}' } },
  }),
];

// Prometheus exits at a start when one rule file is bad: neither the console nor anybody else's rules may go with it.
describe('rule files that somebody broke by hand', () => {
  const data = dataDirectory();
  const rules = join(data.dir, 'rules');
  let base: number;
  let launched: Launched;
  const start = () =>
    Launched.start({
      LEITSTAND_DATA_DIR: data.dir,
      LEITSTAND_PORT_BASE: String(base),
      LEITSTAND_SAMPLE: 'off',
    });

  beforeAll(async () => {
    base = await freePortBase();
    launched = start();
    await launched.says('ready: ', 120);
    await apply();
    await loaded();
  }, 180_000);
  afterAll(async () => {
    launched.child.kill('SIGTERM');
    await launched.exitCode();
    data.remove();
  });

  async function apply(): Promise<void> {
    const token = execFileSync(process.execPath, ['scripts/token.mjs', 'bad-rules'], {
      env: { ...process.env, LEITSTAND_DATA_DIR: data.dir },
      encoding: 'utf8',
    }).trim();
    const answer = await fetch(`http://127.0.0.1:${base}/api/v1/catalog/apply`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(DOCUMENTS),
    });
    expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)]);
  }

  const prometheusUrl = () => {
    const settings = readFileSync(join(data.dir, 'run/environment.json'), 'utf8');
    return (JSON.parse(settings) as Record<string, string>)['LEITSTAND_PROMETHEUS_URL'] ?? '';
  };

  /** Until Prometheus has the objective's rules and those that all share. */
  const loaded = () =>
    until(
      'Prometheus has loaded the rules',
      async () => {
        const names = await fetch(`${prometheusUrl()}/api/v1/rules`)
          .then((answer) => answer.text())
          .catch(() => ''); // it is just being killed, or starting
        return names.includes('"leitstand-page"') && names.includes('"mine"');
      },
      60_000,
    ).catch((error: unknown) => {
      throw new Error(launched.output, { cause: error });
    });

  /** Until the status says of files that were set aside what contains these words; nothing where there are none. */
  const told = (words: readonly string[]) =>
    until(
      `the status says ${words.join(' … ') || 'nothing'}`,
      async () => {
        const answer = await fetch(`http://127.0.0.1:${base}/api/v1/status`);
        const { components } = (await answer.json()) as {
          components: { detail: { code: string; names?: string[] } | null }[];
        };
        const said = components.find(({ detail }) => detail?.code === 'rules-set-aside')?.detail;
        const text = said?.names?.join() ?? '';
        return words.length === 0 ? !said : words.every((word) => text.includes(word));
      },
      30_000,
    );

  function breakByHand(): string {
    const good = readFileSync(join(rules, OURS), 'utf8');
    writeFileSync(join(rules, OURS), BROKEN);
    writeFileSync(join(rules, 'theirs.yaml'), 'groups: [');
    return good;
  }

  function expectSetAside(output: string, name: string): void {
    expect(output).toContain(
      `leitstand: ${join(rules, name)} does not load and was moved to ${rules}-set-aside: `,
    );
    expect(readdirSync(`${rules}-set-aside`).filter((kept) => kept.startsWith(name))).not.toEqual(
      [],
    );
  }

  it('are set aside and named at the next start, and ours are written again', async () => {
    launched.child.kill('SIGTERM');
    await launched.exitCode();
    const good = breakByHand();
    launched = start();
    await launched.says('ready: ', 120);
    for (const name of [OURS, 'theirs.yaml']) expectSetAside(launched.output, name);
    expect(launched.output).toContain('comparisons between scalars must use BOOL modifier');
    await loaded();
    expect(readdirSync(rules)).not.toContain('theirs.yaml');
    expect(readFileSync(join(rules, OURS), 'utf8')).toBe(good);
    await told(['theirs.yaml: ', 'did not find expected node content']);
  }, 240_000);

  it('are told of on the status, those of others, until they are gone', async () => {
    const place = `${rules}-set-aside`;
    const [kept = ''] = readdirSync(place).filter((name) => /^theirs.*Z$/.test(name));
    rmSync(join(place, kept));
    await told([]);
  }, 60_000);

  it('are set aside when Prometheus is started again after a crash', async () => {
    const before = launched.output.length;
    const said = () => launched.output.slice(before);
    const record = JSON.parse(readFileSync(join(data.run, 'prometheus.pid'), 'utf8')) as {
      identity: Identity;
    };
    const good = breakByHand();
    process.kill(record.identity.pid, 'SIGKILL');
    await until('it was started again', () => /theirs.*set-aside/.test(said()), 20_000);
    await loaded();
    expectSetAside(said(), 'theirs.yaml');
    expect(readdirSync(rules)).not.toContain('theirs.yaml');
    // The worker may have mended ours before Prometheus was back: whether it was set aside or not, it is whole again.
    await until('ours is back', () => readFileSync(join(rules, OURS), 'utf8') === good, 90_000);
  }, 240_000);
});
