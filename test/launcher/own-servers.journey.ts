import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { setupSql } from '../../apps/api/src/platform/db/roles-sql.js';
import { startTestPgBouncer, type TestPgBouncer } from '../harness/test-pgbouncer.js';
import {
  BASIC_AUTH,
  MUTUAL_TLS,
  PASSWORD,
  certificate,
  startTestPrometheus,
  type TestPrometheus,
} from '../harness/test-prometheus.js';
import { testRedisUrl } from '../harness/test-redis.js';
import { until } from '../harness/until.js';
import { componentOf, dataDirectory, freePortBase, Launched } from './launched.js';

const SERVER = process.env.LEITSTAND_TEST_POSTGRES_URL ?? '';
const id = randomBytes(4).toString('hex');
const names = { owner: `owner_${id}`, login: `login_${id}`, database: `own_${id}` };
const passwords = { [names.owner]: `owners-${id}`, [names.login]: `logins-${id}` };
const DOCUMENTS = [
  {
    apiVersion: 'leitstand/v1',
    kind: 'Subject',
    metadata: { name: 'shop' },
    spec: { type: 'service', territory: 'DE' },
  },
  {
    apiVersion: 'leitstand/v1',
    kind: 'SLO',
    metadata: { name: 'mine' },
    spec: {
      subject: 'shop',
      target: '99.9',
      window: { rolling: '30d' },
      indicator: { ratio: { total: 'requests_total', bad: 'requests_total{code=~"5.."}' } },
    },
  },
];

async function inDatabase<T extends pg.QueryResultRow>(
  url: string,
  ...statements: readonly string[]
): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: T[] = [];
    for (const statement of statements) ({ rows } = await client.query<T>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

function direct(login: string): string {
  const url = new URL(SERVER);
  url.pathname = `/${names.database}`;
  [url.username, url.password] = [login, passwords[login] ?? ''];
  return url.toString();
}

/** Whatever `database sql` prints; the role itself is there, made for other tests of the same server. */
async function prepareDatabase(): Promise<void> {
  const printed = setupSql(names)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('--'))
    .filter((line) => !line.startsWith('create role leitstand_app '));
  await inDatabase(
    SERVER,
    `do $$ begin create role leitstand_app; exception when duplicate_object then null; end $$`,
    ...printed,
    ...Object.entries(passwords).map(([login, word]) => `alter role ${login} password '${word}'`),
  );
}

// As a team would adopt it: a database whose owner may nothing else, behind PgBouncer, and a Prometheus behind TLS, client certificates and
// a password, which something else reloads.
describe('an instance on servers of its own', () => {
  const data = dataDirectory();
  let base: number;
  let bouncer: TestPgBouncer;
  let prometheus: TestPrometheus;
  let launched: Launched;

  beforeAll(async () => {
    base = await freePortBase();
    await prepareDatabase();
    bouncer = await startTestPgBouncer(SERVER, passwords, 3);
    prometheus = await startTestPrometheus({
      web: { ...MUTUAL_TLS, ...BASIC_AUTH },
      lifecycle: false,
    });
    launched = Launched.start({
      LEITSTAND_DATA_DIR: data.dir,
      LEITSTAND_PORT_BASE: String(base),
      LEITSTAND_SAMPLE: 'off',
      LEITSTAND_DATABASE_URL: bouncer.through(direct(names.login)),
      LEITSTAND_DATABASE_DIRECT_URL: direct(names.login),
      LEITSTAND_DATABASE_OWNER_URL: direct(names.owner),
      LEITSTAND_REDIS_URL: testRedisUrl(),
      LEITSTAND_PROMETHEUS_URL: prometheus.url.replace('//', `//admin:${PASSWORD}@`),
      LEITSTAND_PROMETHEUS_CA_FILE: certificate('ca.pem'),
      LEITSTAND_PROMETHEUS_CERT_FILE: certificate('client.pem'),
      LEITSTAND_PROMETHEUS_KEY_FILE: certificate('client.key'),
      LEITSTAND_PROMETHEUS_SERVER_NAME: 'prometheus.test',
      LEITSTAND_PROMETHEUS_RELOAD: 'external',
      LEITSTAND_PROMTOOL: process.env.LEITSTAND_TEST_PROMTOOL ?? '',
      LEITSTAND_RULES_DIR: prometheus.rulesDir,
    });
    await launched.says('ready: ', 120);
  }, 240_000);
  afterAll(async () => {
    launched.child.kill('SIGTERM');
    await launched.exitCode();
    await prometheus.close();
    await bouncer.close();
    await inDatabase(
      SERVER,
      `drop database ${names.database} with (force)`,
      `drop role ${names.owner}`,
      `drop role ${names.login}`,
    );
    data.remove();
  }, 60_000);

  const admin = (...words: readonly string[]) =>
    execFileSync(process.execPath, ['scripts/admin.mjs', ...words], {
      env: { ...process.env, LEITSTAND_DATA_DIR: data.dir },
      encoding: 'utf8',
    });
  const component = (name: string) => componentOf(base, name);

  it('is well, and says of its servers what there is to say', async () => {
    for (const name of ['postgres', 'prometheus', 'alertmanager', 'worker'])
      await until(`${name} is up`, async () => (await component(name))?.state === 'up');
    expect(JSON.parse(admin('servers', 'check'))).toEqual([
      { server: 'prometheus', fault: null, lasting: false },
      { server: 'alertmanager', fault: null, lasting: false },
      { server: 'redis', fault: null, lasting: false },
    ]);
    expect(admin('database', 'sql')).toBe(setupSql(names));
  }, 60_000);

  it('leaves rules for what reloads Prometheus, and sees them loaded', async () => {
    const answer = await fetch(`http://127.0.0.1:${base}/api/v1/catalog/apply`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${admin('token', 'own-servers').trim()}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(DOCUMENTS),
    });
    expect(answer.status).toBe(200);
    await until(
      'the rules are written and wait',
      async () => (await component('rules'))?.detail?.code === 'reload-awaited',
      30_000,
    );
    prometheus.reload();
    await until(
      'the rules are loaded',
      async () => {
        const rows = await inDatabase<{ loaded: boolean }>(
          direct(names.owner),
          `select published_version = version as loaded from slos where slug = 'mine'`,
        );
        return rows[0]?.loaded;
      },
      30_000,
    );
  }, 90_000);

  it('keeps every password to itself', () => {
    const logs = readdirSync(join(data.dir, 'log')).map((name) =>
      readFileSync(join(data.dir, 'log', name), 'utf8'),
    );
    const told = [launched.output, ...logs, admin('config', 'print')].join('\n');
    for (const word of [PASSWORD, ...Object.values(passwords)]) expect(told).not.toContain(word);
  });
});
