import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { Settings } from '../../apps/api/src/platform/config/settings.js';
import { insideTransaction } from '../../apps/api/src/platform/kernel/transaction-guard.js';
import { AlertmanagerClient } from '../../apps/api/src/platform/prometheus/alertmanager-client.js';
import { PrometheusClient } from '../../apps/api/src/platform/prometheus/prometheus-client.js';

const GATEWAYS = globSync('apps/api/src/**/*.gateway.ts').toSorted();

/** Methods of a gateway's classes that call the world without asking first whether a transaction is open. */
function unguarded(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  return source.statements.filter(ts.isClassDeclaration).flatMap((one) => {
    const methods = new Map(
      one.members
        .filter(ts.isMethodDeclaration)
        .map((method) => [method.name.getText(source), method] as const),
    );
    const asks = (name: string, seen: readonly string[] = []): boolean => {
      const body = methods.get(name)?.body?.getText(source) ?? '';
      // The client of Prometheus asks by itself.
      if (/assertOutsideTransaction\(|this\.prometheus\b/.test(body)) return true;
      return [...body.matchAll(/this\.(\w+)\(/g)].some(
        ([, other = '']) => !seen.includes(other) && asks(other, [...seen, name]),
      );
    };
    const isPrivate = (method: ts.MethodDeclaration) =>
      ts.getModifiers(method)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) ?? false;
    return [...methods].flatMap(([name, method]) =>
      isPrivate(method) || asks(name) ? [] : [name],
    );
  });
}

describe('a gateway', () => {
  it('is found', () => {
    expect(GATEWAYS.length).toBeGreaterThan(2);
  });

  it.each(GATEWAYS)(
    'is never given a transaction, and refuses to be called inside of one: %s',
    (path) => {
      const text = readFileSync(path, 'utf8');
      expect(text).not.toMatch(/platform\/db\/|\bTx\b/);
      expect(text).toMatch(/assertOutsideTransaction\(|PrometheusClient/);
      expect(unguarded(path, text)).toEqual([]);
    },
  );

  it.each([
    ['a method that never asks', 'read() { return readFile(this.path); }', ['read']],
    ['one that asks', "read() { assertOutsideTransaction('a'); }", []],
    [
      'one beside one that asks',
      "read() { assertOutsideTransaction('a'); } write() { return writeFile(this.path); }",
      ['write'],
    ],
    [
      'one that leaves it to another',
      "read() { return this.call(); } private call() { assertOutsideTransaction('a'); }",
      [],
    ],
    ['one that calls itself', 'read() { return this.read(); }', ['read']],
  ])('would be found to have %s', (_, text, found) => {
    expect(unguarded('a.ts', `class A { ${text} }`)).toEqual(found);
  });
});

describe('the clients of Prometheus and Alertmanager', () => {
  const settings = Settings.fromEnvironment({
    LEITSTAND_DATABASE_URL: 'postgres://a@127.0.0.1:1/a',
    LEITSTAND_REDIS_URL: 'redis://127.0.0.1:1',
    LEITSTAND_PROMETHEUS_URL: 'http://127.0.0.1:1',
    LEITSTAND_ALERTMANAGER_URL: 'http://127.0.0.1:1',
    LEITSTAND_SECRET: 'x'.repeat(32),
  });
  const client = new PrometheusClient(settings);
  const alertmanager = new AlertmanagerClient(settings);

  it.each([
    ['query', () => client.query('1')],
    ['queryRange', () => client.queryRange('1', 0, 60, 60)],
    ['ruleGroups', () => client.ruleGroups()],
    ['reload', () => client.reload()],
    ['version', () => client.version()],
    ['lastLoad', () => client.lastLoad()],
    ['parse', () => client.parse('1')],
    ['cost', () => client.cost('1', 1000)],
    ['labels', () => client.labels(null, { since: 0 })],
    ['ownMetrics', () => client.ownMetrics()],
    ['ready', () => client.ready()],
    ['admission', () => client.admission()],
    ['takesReloads', () => client.takesReloads()],
    ['readiness', () => alertmanager.readiness()],
  ])('are not called inside of a transaction: %s', async (_, call) => {
    await expect(insideTransaction<unknown>(call)).rejects.toThrow(
      'was called inside of a database transaction',
    );
    await expect(call()).rejects.toMatchObject({ code: 'dependency-unavailable' });
  });
});
