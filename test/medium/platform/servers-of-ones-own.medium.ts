import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { checkServers } from '../../../apps/api/src/admin/check-servers.js';
import { Settings } from '../../../apps/api/src/platform/config/settings.js';
import { PrometheusClient } from '../../../apps/api/src/platform/prometheus/prometheus-client.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import {
  BASIC_AUTH,
  MUTUAL_TLS,
  PASSWORD,
  certificate,
  startTestPrometheus,
  type TestPrometheus,
} from '../../harness/test-prometheus.js';
import { testRedisUrl } from '../../harness/test-redis.js';
import { until } from '../../harness/until.js';

const settingsOf = (more: Record<string, string>) =>
  Settings.fromEnvironment({
    LEITSTAND_DATABASE_URL: 'postgres://a@127.0.0.1:1/a',
    LEITSTAND_REDIS_URL: 'redis://127.0.0.1:1',
    LEITSTAND_SECRET: 'x'.repeat(32),
    ...more,
  });
const fault = async (more: Record<string, string>) => (await checkServers(settingsOf(more)))[0];
const withLogin = (url: string, login: string) => url.replace('//', `//${login}@`);

it('the page about them has Prometheus load what Leitstand warns of itself with, and scrape it under the names used there', () => {
  const page = readFileSync('docs/servers-of-your-own.md', 'utf8');
  const [, yaml = ''] = /```yaml\n# prometheus\.yml\n([\s\S]*?)```/.exec(page) ?? [];
  const config = parse(yaml) as { rule_files: string[]; scrape_configs: { job_name: string }[] };
  const files = config.rule_files.flatMap((path) => /alerts\/rules\/.*$/.exec(path) ?? []);
  expect(globSync(files)).toEqual(['alerts/rules/leitstand.yaml']);
  const jobs = config.scrape_configs.map(({ job_name }) => job_name);
  expect(jobs).toEqual(['prometheus', 'leitstand-api', 'leitstand-worker']);
  expect(readFileSync('alerts/rules/leitstand.yaml', 'utf8')).toContain('up{job=~"leitstand.*"}');
});

describe('servers before the first start', () => {
  it('are asked as far as they are set: neither the secret nor Redis is needed for that', async () => {
    const of = (environment: Record<string, string>) =>
      checkServers(Settings.ofSetServers(environment));
    const [one, ...more] = await of({ LEITSTAND_PROMETHEUS_URL: 'http://127.0.0.1:1' });
    expect([one, more]).toMatchObject([{ server: 'prometheus', lasting: false }, []]);
    expect(one?.fault).not.toBeNull();
    expect(await of({})).toEqual([]);
  });

  it('are not, where a setting that is there is wrong', () => {
    expect(() => Settings.ofSetServers({ LEITSTAND_PROMETHEUS_URL: 'prometheus' })).toThrow(
      /^LEITSTAND_PROMETHEUS_URL: /,
    );
    expect(() => Settings.ofSetServers({ LEITSTAND_REDIS_URL_FILE: '/nowhere' })).toThrow(
      'LEITSTAND_REDIS_URL_FILE: cannot be read',
    );
  });
});

describe('a Prometheus that wants a user and a password', () => {
  let prometheus: TestPrometheus;
  beforeAll(async () => {
    prometheus = await startTestPrometheus({ web: BASIC_AUTH });
  }, 60_000);
  afterAll(() => prometheus.close());

  it('is asked with those of its URL', async () => {
    const LEITSTAND_PROMETHEUS_URL = withLogin(prometheus.url, 'admin:correct%2Dhorse');
    expect(await fault({ LEITSTAND_PROMETHEUS_URL })).toEqual({
      server: 'prometheus',
      fault: null,
      lasting: false,
    });
    const client = new PrometheusClient(settingsOf({ LEITSTAND_PROMETHEUS_URL }));
    expect(await client.query('vector(1)')).toHaveLength(1);
    expect(await client.reload()).toBeNull();
    expect(await client.parse('up')).toBeNull();
    await client.onApplicationShutdown();
  });

  it('says without them what to set, and with wrong ones what to correct, never the password', async () => {
    const none = await fault({ LEITSTAND_PROMETHEUS_URL: prometheus.url });
    expect(none?.fault).toBe(
      'Prometheus answers 401: it wants credentials, and none are set; put user and password into LEITSTAND_PROMETHEUS_URL, or set LEITSTAND_PROMETHEUS_BEARER_TOKEN.',
    );
    const wrong = await fault({
      LEITSTAND_PROMETHEUS_URL: withLogin(prometheus.url, 'admin:hunter2'),
    });
    expect(wrong).toMatchObject({ lasting: true });
    expect(wrong?.fault).toContain('refuses the credentials that are set');
    expect(wrong?.fault).not.toContain('hunter2');
  });

  it('is down in the status, with the reason and nothing of the credentials', async () => {
    const test: TestApp = await startTestApp({
      LEITSTAND_PROMETHEUS_URL: withLogin(prometheus.url, 'admin:hunter2'),
    });
    try {
      const status = () => test.app.inject({ method: 'GET', url: '/api/v1/status' });
      const seen = await until('Prometheus was looked at', async () => {
        const { components } = (await status()).json<{ components: { name: string }[] }>();
        return components.find(({ name }) => name === 'prometheus');
      });
      expect(seen).toMatchObject({
        state: 'down',
        detail: {
          code: 'credentials-refused',
          count: 401,
          names: ['LEITSTAND_PROMETHEUS_URL', 'LEITSTAND_PROMETHEUS_BEARER_TOKEN'],
        },
      });
      expect((await status()).body).not.toContain('hunter2');
    } finally {
      await test.close();
    }
  }, 30_000);
});

describe('a Prometheus that wants a certificate', () => {
  let prometheus: TestPrometheus;
  beforeAll(async () => {
    prometheus = await startTestPrometheus({ web: { ...MUTUAL_TLS, ...BASIC_AUTH } });
  }, 60_000);
  afterAll(() => prometheus.close());
  const url = () => withLogin(prometheus.url, `admin:${PASSWORD}`);
  const file = (part: string, name: string) => ({
    [`LEITSTAND_PROMETHEUS_${part}_FILE`]: certificate(name),
  });

  it('answers when all of it fits', async () => {
    expect(
      await fault({
        LEITSTAND_PROMETHEUS_URL: url(),
        ...file('CA', 'ca.pem'),
        ...file('CERT', 'client.pem'),
        ...file('KEY', 'client.key'),
        LEITSTAND_PROMETHEUS_SERVER_NAME: 'prometheus.test',
      }),
    ).toMatchObject({ fault: null });
  });

  it.each([
    ['LEITSTAND_PROMETHEUS_CA_FILE', []],
    ['LEITSTAND_PROMETHEUS_SERVER_NAME', ['CA']],
    ['LEITSTAND_PROMETHEUS_CERT_FILE', ['CA', 'NAME']],
  ])('says that %s is missing', async (setting, given) => {
    const found = await fault({
      LEITSTAND_PROMETHEUS_URL: url(),
      ...(given.includes('CA') ? file('CA', 'ca.pem') : {}),
      ...(given.includes('NAME') ? { LEITSTAND_PROMETHEUS_SERVER_NAME: 'prometheus.test' } : {}),
    });
    expect(found).toMatchObject({ lasting: true });
    expect(found?.fault).toContain(`set ${setting}`);
  });

  it('says that http is the wrong way to ask it', async () => {
    const found = await fault({ LEITSTAND_PROMETHEUS_URL: url().replace('https', 'http') });
    expect(found).toMatchObject({ lasting: true });
    expect(found?.fault).toContain('LEITSTAND_PROMETHEUS_URL');
  });
});

describe('a server behind something that wants a token and a header', () => {
  let server: Server;
  let address: string;
  let seen: IncomingHttpHeaders = {};
  let status = 200;
  let body = '{"status":"success","data":{}}';
  const folder = mkdtempSync(join(tmpdir(), 'leitstand-token-'));
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen = request.headers;
      response.writeHead(status, { location: '/sign-in' }).end(body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    rmSync(folder, { recursive: true });
  });

  it('is sent both, Alertmanager as well as Prometheus', async () => {
    const file = join(folder, 'token');
    writeFileSync(file, 'first.token\n');
    const more = {
      LEITSTAND_PROMETHEUS_URL: `${address}/prometheus/`,
      LEITSTAND_PROMETHEUS_BEARER_TOKEN_FILE: file,
      LEITSTAND_PROMETHEUS_HEADERS: 'X-Scope-OrgID=team-a%7Cteam-b, X-Two=2',
      LEITSTAND_ALERTMANAGER_URL: withLogin(address, 'me:p%40ss'),
    };
    const client = new PrometheusClient(settingsOf(more));
    await client.ready();
    await client.onApplicationShutdown();
    expect(seen).toMatchObject({
      authorization: 'Bearer first.token',
      'x-scope-orgid': 'team-a|team-b',
      'x-two': '2',
    });
    const findings = await checkServers(settingsOf(more));
    expect(findings.map(({ fault: one }) => one)).toEqual([null, null, 'Redis does not answer.']);
    expect(readFileSync(file, 'utf8')).toContain('first');
  });

  it.each(['query', 'parse', 'cost', 'reload'] as const)(
    'may say again what it was sent and where its files lie, and %s passes none of it on',
    async (question) => {
      const login = withLogin(address, 'me:hunter%202');
      const client = new PrometheusClient(
        settingsOf({
          LEITSTAND_PROMETHEUS_URL: login,
          LEITSTAND_PROMETHEUS_HEADERS: 'X-Key=another%20secret',
        }),
      );
      const before = body;
      const own = 'up{handler="/api/v1/query"}';
      const echo = `query timed out in query execution: Basic ${Buffer.from('me:hunter 2').toString('base64')} hunter 2 hunter%202 another secret: write /srv/tsdb/wal/00000000: no space left, not as "/api/v1/query"`;
      [status, body] = [
        400,
        JSON.stringify({ status: 'error', errorType: 'bad_data', error: echo }),
      ];
      const asked = {
        query: () => client.query(own),
        parse: () => client.parse(own),
        cost: () => client.cost(own, 1000).then((cost) => cost?.tooMuch),
        reload: async () => {
          status = 500;
          return client.reload();
        },
      };
      const told = await asked[question]().catch((error: Error) => error.message);
      [status, body] = [200, before];
      await client.onApplicationShutdown();
      const words = JSON.stringify(told);
      expect(words).not.toMatch(/hunter|another|bWU6aHVudGVy|srv|tsdb/);
      if (question === 'reload') return; // one that is not ready either has refused nothing
      expect(words).toContain('write 00000000: no space left');
      expect(words).toContain('/api/v1/query'); // the asker's own words
    },
  );

  it('is told apart from a page to sign in', async () => {
    status = 302;
    const found = await fault({ LEITSTAND_PROMETHEUS_URL: address });
    status = 200;
    expect(found).toMatchObject({ lasting: true });
    expect(found?.fault).toContain('(302): correct the address and its path');
  });

  it('is told apart from what says 200 to everything', async () => {
    body = '<!doctype html><title>Welcome</title>';
    const found = await fault({ LEITSTAND_PROMETHEUS_URL: address });
    expect(found).toMatchObject({ lasting: true });
    expect(found?.fault).toContain('is no Prometheus, or stands before it (200)');
  });
});

describe('a Redis that refuses us', () => {
  it('is told apart from one that does not answer', async () => {
    const redis = testRedisUrl();
    const finding = async (LEITSTAND_REDIS_URL: string) =>
      (
        await checkServers(
          settingsOf({ LEITSTAND_PROMETHEUS_URL: 'http://127.0.0.1:1', LEITSTAND_REDIS_URL }),
        )
      ).at(-1);
    expect(await finding(redis)).toEqual({ server: 'redis', fault: null, lasting: false });
    expect(await finding(withLogin(redis, 'nobody:hunter2'))).toEqual({
      server: 'redis',
      fault:
        'Redis refuses us (WRONGPASS): correct user and password in LEITSTAND_REDIS_URL, or what they may do there.',
      lasting: true,
    });
  });
});

describe('a Prometheus that takes no requests to reload', () => {
  let prometheus: TestPrometheus;
  beforeAll(async () => {
    prometheus = await startTestPrometheus({ lifecycle: false });
  }, 60_000);
  afterAll(() => prometheus.close());

  it('is named by its true cause, and is fine where something else reloads it', async () => {
    const LEITSTAND_PROMETHEUS_URL = prometheus.url;
    const found = await fault({ LEITSTAND_PROMETHEUS_URL });
    expect(found).toMatchObject({ lasting: true });
    expect(found?.fault).toContain('"Lifecycle API is not enabled"');
    const client = new PrometheusClient(settingsOf({ LEITSTAND_PROMETHEUS_URL }));
    await expect(client.reload()).rejects.toThrow('Lifecycle API is not enabled');
    await client.onApplicationShutdown();
    expect(
      await fault({ LEITSTAND_PROMETHEUS_URL, LEITSTAND_PROMETHEUS_RELOAD: 'external' }),
    ).toMatchObject({ fault: null });
  });
});
