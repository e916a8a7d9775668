import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Settings {
  readonly host: string;
  readonly url: string;
  readonly ports: Readonly<Record<string, number>>;
  readonly external: Readonly<Record<string, { readonly host: string; readonly port: number }>>;
  readonly hasSecret: boolean;
  readonly sample: boolean;
}
const { readSettings } = (await import(
  pathToFileURL(resolve('scripts/lib/settings.mjs')).href
)) as { readSettings: (env: Record<string, string>) => Settings };

describe('settings of a start', () => {
  it('are those of a private instance on loopback unless told otherwise', () => {
    expect(readSettings({})).toMatchObject({
      host: '127.0.0.1',
      url: 'http://127.0.0.1:4700',
      ports: { api: 4700, metrics: 4701, worker: 4702, postgres: 4710 },
      external: {},
      hasSecret: false,
      sample: true,
    });
    expect(readSettings({ LEITSTAND_PORT_BASE: '5000', LEITSTAND_HOST: '::' })).toMatchObject({
      url: 'http://localhost:5000',
      ports: { api: 5000, redis: 5011 },
    });
  });

  it.each([
    [{ LEITSTAND_SECRET: 's'.repeat(31) }, 'LEITSTAND_SECRET is shorter than 32 characters'],
    [{ LEITSTAND_PORT: '4701' }, 'LEITSTAND_METRICS_PORT and LEITSTAND_PORT are both 4701'],
    [{ LEITSTAND_PORT: '0' }, 'LEITSTAND_PORT=0 is not a port number from 1 to 65535'],
    [{ LEITSTAND_PORT: '65536' }, 'LEITSTAND_PORT=65536 is not a port number from 1 to 65535'],
    [{ LEITSTAND_HOST: 'a b' }, 'LEITSTAND_HOST=a b is not an address'],
    [{ LEITSTAND_SAMPLE: 'yes' }, 'LEITSTAND_SAMPLE=yes is not one of on, off'],
    [{ LEITSTAND_REDIS_URL: 'http://h' }, 'LEITSTAND_REDIS_URL is not a URL that begins with'],
    [{ LEITSTAND_PUBLIC_URL: 'leitstand' }, 'LEITSTAND_PUBLIC_URL is not a URL that begins with'],
    [
      { LEITSTAND_DATABASE_OWNER_URL: 'postgres://o@h/d' },
      'LEITSTAND_DATABASE_OWNER_URL needs LEITSTAND_DATABASE_URL beside it',
    ],
  ])('are refused by name: %j', (env, said) => {
    expect(() => readSettings(env as Record<string, string>)).toThrow(said);
  });

  it('take a secret of 32 characters, from a file as well, which what is set itself goes before', () => {
    const dir = mkdtempSync(join(tmpdir(), 'leitstand-settings-'));
    try {
      const file = join(dir, 'secret');
      writeFileSync(file, `${'s'.repeat(32)}\n`);
      expect(readSettings({ LEITSTAND_SECRET_FILE: file }).hasSecret).toBe(true);
      writeFileSync(file, `${'s'.repeat(31)}\n`);
      expect(() => readSettings({ LEITSTAND_SECRET_FILE: file })).toThrow('shorter than 32');
      const both = { LEITSTAND_SECRET_FILE: file, LEITSTAND_SECRET: 't'.repeat(32) };
      expect(readSettings(both).hasSecret).toBe(true);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('know where a server of somebody else’s listens', () => {
    const { external } = readSettings({
      LEITSTAND_DATABASE_URL: 'postgres://a@[2001:db8::1]/d',
      LEITSTAND_REDIS_URL: 'rediss://h:7000',
      LEITSTAND_PROMETHEUS_URL: 'https://p.example/x',
    });
    const places = Object.entries(external).map(([name, { host, port }]) => [name, host, port]);
    expect(places).toEqual([
      ['postgres', '2001:db8::1', 5432],
      ['redis', 'h', 7000],
      ['prometheus', 'p.example', 443],
    ]);
  });
});
