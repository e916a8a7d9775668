import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from './project-root.js';
import { SettingsError } from './read-settings.js';
import { Settings } from './settings.js';

const NEEDED = {
  LEITSTAND_DATABASE_URL: 'postgres://app:hunter2@127.0.0.1:5432/leitstand',
  LEITSTAND_REDIS_URL: 'redis://127.0.0.1:6379',
  LEITSTAND_PROMETHEUS_URL: 'http://127.0.0.1:9090',
  LEITSTAND_SECRET: 'x'.repeat(32),
};

function faultsOf(environment: Record<string, string>): string {
  try {
    Settings.fromEnvironment(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
  }
  return '';
}

describe('settings', () => {
  it('fill in defaults and derive the public address from host and port', () => {
    const settings = Settings.fromEnvironment({ ...NEEDED, LEITSTAND_PORT: '8080' });
    expect(settings.get('PORT')).toBe(8080);
    expect(settings.publicUrl).toBe('http://127.0.0.1:8080');
    expect(settings.ownerUrl).toBe(NEEDED.LEITSTAND_DATABASE_URL);
  });

  it('take an ingestion offset of whole seconds from 1 to 300', () => {
    expect(Settings.fromEnvironment(NEEDED).get('INGESTION_OFFSET')).toBe(30);
    expect(
      Settings.fromEnvironment({ ...NEEDED, LEITSTAND_INGESTION_OFFSET: '300' }).get(
        'INGESTION_OFFSET',
      ),
    ).toBe(300);
    for (const wrong of ['0', '-1', '301', '1.5', '30s'])
      expect(faultsOf({ ...NEEDED, LEITSTAND_INGESTION_OFFSET: wrong })).toContain(
        'LEITSTAND_INGESTION_OFFSET: ',
      );
  });

  it('let metrics be reached from elsewhere with a token only', () => {
    for (const host of ['0.0.0.0', '::', '192.0.2.7', 'example.org', '127.evil.example'])
      expect(faultsOf({ ...NEEDED, LEITSTAND_METRICS_HOST: host })).toBe(
        'LEITSTAND_METRICS_TOKEN: is required when LEITSTAND_METRICS_HOST is not a loopback address',
      );
    for (const host of ['127.0.0.1', '127.0.0.2', '::1', 'localhost'])
      expect(faultsOf({ ...NEEDED, LEITSTAND_METRICS_HOST: host })).toBe('');
    const token = { LEITSTAND_METRICS_HOST: '0.0.0.0', LEITSTAND_METRICS_TOKEN: 'x'.repeat(16) };
    const settings = Settings.fromEnvironment({ ...NEEDED, ...token });
    expect(settings.get('METRICS_HOST')).toBe('0.0.0.0');
    expect(JSON.stringify(settings.print())).not.toContain(token.LEITSTAND_METRICS_TOKEN);
    expect(faultsOf({ ...NEEDED, LEITSTAND_METRICS_TOKEN: 'short' })).toContain('at least 16');
  });

  it('name every variable at fault in one go', () => {
    const faults = faultsOf({
      LEITSTAND_PORT: 'eighty',
      LEITSTAND_SECRET: 'short',
      LEITSTAND_REDIS_URL: 'http://x',
    }).split('\n');
    expect(faults.map((line) => line.split(':')[0]).toSorted()).toEqual([
      'LEITSTAND_DATABASE_URL',
      'LEITSTAND_PORT',
      'LEITSTAND_PROMETHEUS_URL',
      'LEITSTAND_REDIS_URL',
      'LEITSTAND_SECRET',
    ]);
  });

  it('read a secret from the file its _FILE twin names, without the newline at the end', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'leitstand-settings-')), 'secret');
    writeFileSync(file, `${'s'.repeat(40)}\n`);
    const { LEITSTAND_SECRET: _, ...rest } = NEEDED;
    const settings = Settings.fromEnvironment({ ...rest, LEITSTAND_SECRET_FILE: file });
    expect(settings.get('SECRET')).toBe('s'.repeat(40));
    expect(settings.print().find(({ name }) => name === 'LEITSTAND_SECRET')).toMatchObject({
      value: '(set)',
      origin: 'file',
    });
  });

  it('refuse a secret that is set twice, and a file that cannot be read', () => {
    expect(faultsOf({ ...NEEDED, LEITSTAND_SECRET_FILE: '/nowhere' })).toContain(
      'LEITSTAND_SECRET: is set twice',
    );
    const { LEITSTAND_SECRET: _, ...rest } = NEEDED;
    expect(faultsOf({ ...rest, LEITSTAND_SECRET_FILE: '/nowhere' })).toContain(
      'LEITSTAND_SECRET_FILE: cannot be read (ENOENT)',
    );
  });

  it('never print a secret or a password inside a URL', () => {
    const printed = JSON.stringify(
      Settings.fromEnvironment({
        ...NEEDED,
        LEITSTAND_SMTP_URL: 'smtp://me:pw123456@mail:25',
      }).print(),
    );
    expect(printed).not.toMatch(/hunter2|pw123456|x{32}/);
    expect(printed).toContain('postgres://***@127.0.0.1:5432/leitstand');
  });

  it('print the part of a path that nobody is to guess for the operator at the shell alone', () => {
    const path = 'a1'.repeat(24);
    const settings = Settings.fromEnvironment({
      ...NEEDED,
      LEITSTAND_PROMETHEUS_URL: `http://me:pw123456@127.0.0.1:4712/${path}`,
    });
    const printed = (...to: Parameters<Settings['print']>) =>
      settings.print(...to).find(({ name }) => name === 'LEITSTAND_PROMETHEUS_URL')?.value;
    expect(printed()).toBe('http://***@127.0.0.1:4712/***');
    expect(printed('operator')).toBe(`http://***@127.0.0.1:4712/${path}`);
  });

  it('never print one that stands in the query, or that holds an @', () => {
    const urls = {
      LEITSTAND_DATABASE_URL: 'postgres://db/x?user=me&password=pw123456',
      LEITSTAND_REDIS_URL: 'redis://me:pw@123456@redis:6379',
      LEITSTAND_PROMETHEUS_URL: 'http://me:p@w@prom:9090/a@b',
    };
    const shown = new Map(
      Settings.fromEnvironment({ ...NEEDED, ...urls })
        .print()
        .map(({ name, value }) => [name, value]),
    );
    expect(Object.keys(urls).map((name) => shown.get(name))).toEqual([
      'postgres://db/x?***',
      'redis://***@redis:6379',
      'http://***@prom:9090/a@b',
    ]);
  });

  it('name a _FILE that is a directory or empty, and never say what is in a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'leitstand-settings-'));
    const { LEITSTAND_SECRET: _, ...rest } = NEEDED;
    expect(faultsOf({ ...rest, LEITSTAND_SECRET_FILE: folder })).toContain(
      'LEITSTAND_SECRET_FILE: cannot be read (EISDIR)',
    );
    writeFileSync(join(folder, 'empty'), '\n');
    expect(faultsOf({ ...rest, LEITSTAND_SECRET_FILE: join(folder, 'empty') })).toBe(
      'LEITSTAND_SECRET: is required (LEITSTAND_SECRET_FILE is empty)',
    );
    writeFileSync(join(folder, 'short'), 'hunter2');
    expect(faultsOf({ ...rest, LEITSTAND_SECRET_FILE: join(folder, 'short') })).toBe(
      'LEITSTAND_SECRET: must have at least 32 characters',
    );
  });

  it('say of a bad number what it must be', () => {
    expect(faultsOf({ ...NEEDED, LEITSTAND_PORT: 'eighty' })).toBe(
      'LEITSTAND_PORT: must be a whole number from 1 to 65535',
    );
    expect(faultsOf({ ...NEEDED, LEITSTAND_DRAIN_SECONDS: '61' })).toBe(
      'LEITSTAND_DRAIN_SECONDS: must be a whole number from 0 to 60',
    );
  });

  it('want a client id where an issuer is given', () => {
    expect(faultsOf({ ...NEEDED, LEITSTAND_OIDC_ISSUER: 'https://id.example' })).toContain(
      'LEITSTAND_OIDC_CLIENT_ID',
    );
  });

  describe('of servers that want to see something first', () => {
    const pem = (name: string) => join(projectRoot(), 'test/harness/certificates', name);
    const file = (part: string, name: string) => ({
      [`LEITSTAND_PROMETHEUS_${part}_FILE`]: pem(name),
    });

    it('take headers as pairs, with percent-encoded values', () => {
      const settings = Settings.fromEnvironment({
        ...NEEDED,
        LEITSTAND_PROMETHEUS_HEADERS: 'X-Scope-OrgID=a%2Cb , X-Two=1=2,',
      });
      expect(settings.get('PROMETHEUS_HEADERS')).toEqual({
        'x-scope-orgid': 'a,b',
        'x-two': '1=2',
      });
      expect(settings.get('ALERTMANAGER_HEADERS')).toEqual({});
    });

    it.each(['X-Scope-OrgID', '=a', 'a b=c', 'Host=evil', 'content-length=0', 'a=%0d%0ab', 'a=%'])(
      'refuse the header %s',
      (text) => {
        expect(faultsOf({ ...NEEDED, LEITSTAND_PROMETHEUS_HEADERS: text })).toContain(
          'LEITSTAND_PROMETHEUS_HEADERS: must be headers like',
        );
      },
    );

    it('refuse a password that is not percent-encoded, and a token of two lines, without saying either', () => {
      const faults = faultsOf({
        ...NEEDED,
        LEITSTAND_PROMETHEUS_URL: 'http://me:100%hunter2@prom',
        LEITSTAND_ALERTMANAGER_URL: 'http://alerts',
        LEITSTAND_ALERTMANAGER_BEARER_TOKEN: 'hunter2\nhunter2',
      });
      expect(faults.split('\n').map((line) => line.split(':')[0])).toEqual([
        'LEITSTAND_PROMETHEUS_URL',
        'LEITSTAND_ALERTMANAGER_BEARER_TOKEN',
      ]);
      expect(faults).not.toContain('hunter2');
    });

    it('want one way to sign in, a key with its certificate, and a server for both', () => {
      expect(
        faultsOf({
          ...NEEDED,
          LEITSTAND_PROMETHEUS_URL: 'http://me:pw@prom',
          LEITSTAND_PROMETHEUS_BEARER_TOKEN: 'token',
          ...file('KEY', 'server.key'),
          ...file('CERT', 'client.pem'),
          LEITSTAND_ALERTMANAGER_SERVER_NAME: 'alerts',
        }).split('\n'),
      ).toEqual([
        'LEITSTAND_PROMETHEUS_URL: one way to sign in only, not user and password in its URL and LEITSTAND_PROMETHEUS_BEARER_TOKEN',
        'LEITSTAND_PROMETHEUS_KEY: is not the key of LEITSTAND_PROMETHEUS_CERT',
        'LEITSTAND_ALERTMANAGER_URL: is required by the other settings of that server',
      ]);
      expect(faultsOf({ ...NEEDED, ...file('CERT', 'client.pem') })).toBe(
        'LEITSTAND_PROMETHEUS_KEY: is required with LEITSTAND_PROMETHEUS_CERT',
      );
      expect(faultsOf({ ...NEEDED, ...file('CA', 'server.key') })).toBe(
        'LEITSTAND_PROMETHEUS_CA: must be certificates in PEM form (-----BEGIN CERTIFICATE-----)',
      );
    });

    it.each<Record<string, string>>([
      { LEITSTAND_ALERTMANAGER_HEADERS: 'X-Scope-OrgID=a' },
      { LEITSTAND_ALERTMANAGER_BEARER_TOKEN: 'token' },
      { LEITSTAND_ALERTMANAGER_CA_FILE: pem('ca.pem') },
      { LEITSTAND_ALERTMANAGER_KEY_FILE: pem('client.key') },
    ])('are refused without its address: %j', (environment) => {
      expect(faultsOf({ ...NEEDED, ...environment })).toContain(
        'LEITSTAND_ALERTMANAGER_URL: is required by the other settings of that server',
      );
      expect(faultsOf({ ...NEEDED, LEITSTAND_ALERTMANAGER_HEADERS: ' , ' })).toBe('');
    });

    it('are read again where they come from a file; what is not valid changes nothing', () => {
      const path = join(mkdtempSync(join(tmpdir(), 'leitstand-settings-')), 'token');
      writeFileSync(path, 'token-1\n');
      const settings = Settings.fromEnvironment({
        ...NEEDED,
        LEITSTAND_PROMETHEUS_BEARER_TOKEN_FILE: path,
      });
      writeFileSync(path, 'token-2\n');
      expect(settings.current('PROMETHEUS_BEARER_TOKEN')).toBe('token-2');
      writeFileSync(path, 'two words');
      expect(settings.current('PROMETHEUS_BEARER_TOKEN')).toBe('token-1');
      expect(settings.current('PROMETHEUS_URL')).toBe(NEEDED.LEITSTAND_PROMETHEUS_URL);
      expect(JSON.stringify(settings.print())).not.toMatch(/token-[12]/);
    });
  });
});
