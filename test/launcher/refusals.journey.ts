import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { dataDirectory, freePortBase, identityOf, Launched } from './launched.js';

describe('a start that cannot succeed', () => {
  let data: ReturnType<typeof dataDirectory>;
  let base: number;
  const start = (env: Record<string, string> = {}) =>
    Launched.start({
      LEITSTAND_DATA_DIR: data.dir,
      LEITSTAND_PORT_BASE: String(base),
      LEITSTAND_SAMPLE: 'off',
      ...env,
    });
  const refusal = async (launched: Launched) => {
    expect(await launched.exitCode()).toBe(1);
    return launched.lines.filter((line) => line.startsWith('leitstand: '));
  };

  beforeEach(async () => {
    data = dataDirectory();
    base = await freePortBase();
  });
  afterEach(() => data.remove());

  it.each([
    ['LEITSTAND_PORT', '70000', 'LEITSTAND_PORT=70000 is not a port number'],
    ['LEITSTAND_SAMPLE', 'maybe', 'LEITSTAND_SAMPLE=maybe is not one of on, off'],
    ['LEITSTAND_REDIS_URL', 'localhost:6379', 'LEITSTAND_REDIS_URL is not a URL'],
    ['LEITSTAND_SECRET', 'short', 'LEITSTAND_SECRET is shorter than 32 characters'],
    [
      'LEITSTAND_SECRET_FILE',
      '/nowhere/secret',
      'LEITSTAND_SECRET_FILE=/nowhere/secret cannot be read',
    ],
    [
      'LEITSTAND_DATABASE_OWNER_URL',
      'postgres://o@h/d',
      'LEITSTAND_DATABASE_OWNER_URL needs LEITSTAND_DATABASE_URL',
    ],
    [
      'LEITSTAND_DATABASE_DIRECT_URL',
      'postgres://a@h/d',
      'LEITSTAND_DATABASE_DIRECT_URL needs LEITSTAND_DATABASE_URL',
    ],
    [
      'LEITSTAND_PROMETHEUS_RELOAD',
      'external',
      'LEITSTAND_PROMETHEUS_RELOAD=external needs LEITSTAND_PROMETHEUS_URL',
    ],
  ])('names the bad setting %s', async (name, value, said) => {
    const lines = await refusal(start({ [name]: value }));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(said);
  });

  it('names the port that is taken, who holds it and the setting to change', async () => {
    const holder = createServer().listen({ port: base + 12, host: '127.0.0.1' });
    await once(holder, 'listening');
    const lines = await refusal(start());
    holder.close();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(
      `port ${base + 12} for Prometheus is taken by process ${process.pid}`,
    );
    expect(lines[0]).toContain('LEITSTAND_PROMETHEUS_PORT');
    expect(readdirSync(data.run)).toEqual([]);
  });

  it('tells where the instance on the same data already runs', async () => {
    mkdirSync(data.run, { recursive: true });
    const claim = {
      run: 'another',
      url: 'http://127.0.0.1:1234',
      identity: identityOf(process.pid),
    };
    writeFileSync(join(data.run, 'launcher.json'), JSON.stringify(claim));
    const lines = await refusal(start());
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(
      `already runs on ${data.dir}: http://127.0.0.1:1234 (process ${process.pid})`,
    );
    expect(readdirSync(data.run)).toEqual(['launcher.json']);
  });

  it('says that the data directory is a file', async () => {
    const file = join(data.dir, 'file');
    writeFileSync(file, '');
    const lines = await refusal(start({ LEITSTAND_DATA_DIR: file }));
    expect(lines).toEqual([
      `leitstand: ${file} is a file: remove it, or set LEITSTAND_DATA_DIR to a directory`,
    ]);
  });

  it('names the external server that does not answer', async () => {
    const lines = await refusal(start({ LEITSTAND_REDIS_URL: `redis://127.0.0.1:${base + 11}` }));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(
      `nothing answers at 127.0.0.1:${base + 11}, which LEITSTAND_REDIS_URL names`,
    );
    expect(readdirSync(data.run)).toEqual([]);
  });

  it('looks at external servers before anything uses them, also when all are external', async () => {
    const nothing = `127.0.0.1:${base + 11}`;
    const lines = await refusal(
      start({
        LEITSTAND_DATABASE_URL: `postgres://leitstand_app:p@${nothing}/leitstand`,
        LEITSTAND_REDIS_URL: `redis://${nothing}`,
        LEITSTAND_PROMETHEUS_URL: `http://${nothing}`,
        LEITSTAND_ALERTMANAGER_URL: `http://${nothing}`,
      }),
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`cannot use the PostgreSQL of LEITSTAND_DATABASE_URL at ${nothing}`);
  });

  it('says which server lets it not in, and what to set, instead of "ready"', async () => {
    const stranger = createHttpServer((_, response) => response.writeHead(401).end()).listen(
      0,
      '127.0.0.1',
    );
    await once(stranger, 'listening');
    const { port } = stranger.address() as AddressInfo;
    const launched = start({
      LEITSTAND_PROMETHEUS_URL: `http://me:hunter2@127.0.0.1:${port}`,
      LEITSTAND_ALERTMANAGER_URL: `http://127.0.0.1:${port}`,
    });
    const lines = await refusal(launched);
    stranger.close();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(
      'Prometheus answers 401: it refuses the credentials that are set (LEITSTAND_PROMETHEUS_URL or LEITSTAND_PROMETHEUS_BEARER_TOKEN)',
    );
    expect(lines[0]).toContain(
      'Alertmanager answers 401: it wants credentials, and none are set; put user and password into LEITSTAND_ALERTMANAGER_URL',
    );
    expect(launched.output).not.toMatch(/hunter2|^ready/m);
  }, 180_000);

  it('touches nothing in a folder of the database that holds something else', async () => {
    const file = join(data.dir, 'postgres/mine.txt');
    mkdirSync(join(data.dir, 'postgres'));
    writeFileSync(file, 'mine');
    const lines = await refusal(start());
    expect(lines.at(-1)).toContain(
      'is no PostgreSQL database (there is no PG_VERSION) and not empty either',
    );
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });
});
