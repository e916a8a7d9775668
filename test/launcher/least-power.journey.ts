import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { connect } from 'node:net';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Instance, within } from './launched.js';

interface Answer {
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
}

const OURS = ['api', 'worker', 'shop', 'traffic', 'mailbox'];
const THEIRS = ['redis', 'prometheus', 'alertmanager', 'blackbox', 'node-exporter', 'postgres'];

// The whole instance, sample shop included: what each process was given, as the system tells it.
describe('what a process of an instance holds', () => {
  const instance = new Instance();
  const { data } = instance;
  beforeAll(
    () => instance.begin({ LEITSTAND_SMTP_URL: 'smtp://user:mail-password@127.0.0.1:1' }, 240),
    260_000,
  );
  afterAll(() => instance.end(), 60_000);

  const proc = (name: string, file: string) =>
    readFileSync(`/proc/${instance.pid(name)}/${file}`, 'utf8');
  const settings = () =>
    JSON.parse(readFileSync(join(data.run, 'environment.json'), 'utf8')) as Record<string, string>;
  const secretOf = (name: string) => readFileSync(join(data.dir, 'secrets', name), 'utf8').trim();

  it.each([...OURS, ...THEIRS])(
    '%s: no secret in its environment or on its command line',
    (name) => {
      const told = proc(name, 'environ') + proc(name, 'cmdline');
      const all = readdirSync(join(data.dir, 'secrets'));
      expect(all).toEqual(expect.arrayContaining(['postgres-owner', 'redis', 'sample-control']));
      // The path of a server is told to it on its command line, which has no other place for it (ADR 0032).
      const secrets = all.filter((secret) => secret !== `${name}-path`).map(secretOf);
      for (const word of [...secrets, 'mail-password']) expect(told).not.toContain(word);
    },
  );

  it.each([...THEIRS, 'shop', 'traffic', 'mailbox'])(
    '%s: nothing of the settings at all',
    (name) => {
      expect(proc(name, 'environ')).not.toMatch(/(^|\0)LEITSTAND_/);
    },
  );

  it('API and worker are handed files that their account alone may read, and not the login that owns the tables', () => {
    for (const name of ['api', 'worker']) {
      const environment = proc(name, 'environ').split('\0');
      expect(environment.filter((line) => line.includes('OWNER'))).toEqual([]);
      const files = environment.flatMap(
        (line) => /^LEITSTAND_\w+_FILE=(.+)$/.exec(line)?.[1] ?? [],
      );
      expect(files.length).toBeGreaterThanOrEqual(4);
      for (const file of files) expect(statSync(file).mode & 0o077).toBe(0);
    }
    expect(statSync(join(data.dir, 'credentials')).mode & 0o077).toBe(0);
  });

  it.each(['postgres', 'redis', 'prometheus', 'targets', 'alertmanager', 'blackbox', 'shop'])(
    'the folder of %s is for its account alone',
    (name) => {
      expect(statSync(join(data.dir, name)).mode & 0o777).toBe(0o700);
    },
  );

  it.each([...OURS, ...THEIRS])('%s: never root, though root started it', (name) => {
    const [, uid] = /^Uid:\s+(\d+)/m.exec(proc(name, 'status')) ?? [];
    const ourselves = process.getuid?.() ?? 0;
    expect(uid === '0').toBe(false);
    if (ourselves !== 0) expect(uid).toBe(String(ourselves));
  });

  it.each([
    ['PROMETHEUS', 'POST', '/-/quit'],
    ['PROMETHEUS', 'POST', '/-/reload'],
    ['PROMETHEUS', 'GET', '/api/v1/query?query=up'],
    ['ALERTMANAGER', 'POST', '/-/reload'],
    ['ALERTMANAGER', 'POST', '/api/v2/alerts'],
    ['ALERTMANAGER', 'POST', '/api/v2/silences'],
  ])(
    '%s does not hear %s %s of a page that does not know its path',
    async (server, method, path) => {
      const url = new URL(settings()[`LEITSTAND_${server}_URL`] ?? '');
      expect(url.pathname).toMatch(/^\/[0-9a-f]{64}$/);
      const ask = (base: string) =>
        fetch(base + path, { method, headers: { origin: 'https://evil.example' } });
      expect((await ask(url.origin)).status).toBe(404);
      const health = await fetch(`${url.href}/-/healthy`);
      expect(health.status).toBe(200);
    },
  );

  it('the blackbox exporter asks nothing for a page that does not know its path', async () => {
    const path = `/${secretOf('blackbox-path')}`;
    const { origin } = new URL(settings().LEITSTAND_PROMETHEUS_URL ?? '');
    const base = origin.replace(/\d+$/, (port) => String(Number(port) + 2));
    const probe = '/probe?module=http_2xx&target=http://127.0.0.1:1';
    expect((await fetch(base + probe)).status).toBe(404);
    expect((await fetch(base + path + probe)).status).toBe(200);
    const root = await fetch(`${base}/`, { redirect: 'manual' });
    expect(`${root.headers.get('location')} ${await root.text()}`).not.toContain(path);
  });

  it('the shop is switched with its token alone', async () => {
    const url = `${settings().LEITSTAND_SAMPLE_URL}/control`;
    const put = (headers: Record<string, string>) =>
      fetch(url, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"errors":0}',
      });
    expect((await put({})).status).toBe(401);
    const authorization = `Bearer ${secretOf('sample-control')}`;
    expect((await put({ authorization })).status).toBe(200);
  });

  it('Prometheus scrapes itself, Alertmanager and the blackbox exporter, and tells that one, below those paths', async () => {
    const base = settings().LEITSTAND_PROMETHEUS_URL ?? '';
    const read = async <T>(path: string) => (await (await fetch(`${base}${path}`)).json()) as T;
    await within(60, 'all are scraped', async () => {
      const { data: found } = await read<Answer>(
        '/api/v1/query?query=up{job=~"prometheus|alertmanager|blackbox"}',
      );
      return found.result.length === 3 && found.result.every(({ value }) => value[1] === '1');
    });
    const told = async () => {
      const { data: found } = await read<{ data: { activeAlertmanagers: { url: string }[] } }>(
        '/api/v1/alertmanagers',
      );
      return found.activeAlertmanagers.map(({ url }) => url);
    };
    await within(60, 'an Alertmanager is told', async () => (await told()).length > 0);
    expect(await told()).toEqual([`${settings().LEITSTAND_ALERTMANAGER_URL}/api/v2/alerts`]);
  }, 130_000);

  it('the login that owns the tables is no superuser, makes no others, and reads nothing of the server', async () => {
    const client = new pg.Client({ connectionString: settings().LEITSTAND_DATABASE_OWNER_URL });
    await client.connect();
    const { rows } = await client.query(
      `select rolname from pg_roles where rolname like 'leitstand%' and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication)`,
    );
    expect(rows).toEqual([{ rolname: 'leitstand_admin' }]);
    await expect(client.query(`select pg_read_file('/etc/passwd')`)).rejects.toThrow('permission');
    await client.end();
  });

  it('Redis lets nobody in without the password, and takes no more memory than it was given', async () => {
    const port = Number(new URL(settings().LEITSTAND_REDIS_URL ?? '').port);
    const ask = (words: string) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect({ host: '127.0.0.1', port }, () => socket.write(words));
        socket.once('error', reject);
        socket.setTimeout(500, () => socket.end());
        let said = '';
        socket.on('data', (chunk) => (said += chunk.toString()));
        socket.once('close', () => resolve(said));
      });
    expect(await ask('PING\r\n')).toContain('-NOAUTH');
    const asked = `AUTH ${secretOf('redis')}\r\nCONFIG GET maxmemory\r\nCONFIG GET maxmemory-policy\r\n`;
    expect(await ask(asked)).toMatch(/268435456[\s\S]*noeviction/);
  });
});
