import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Settings } from '../../apps/api/src/platform/config/settings.js';
import { insideTransaction } from '../../apps/api/src/platform/kernel/transaction-guard.js';
import { AlertmanagerClient } from '../../apps/api/src/platform/prometheus/alertmanager-client.js';
import { PrometheusClient } from '../../apps/api/src/platform/prometheus/prometheus-client.js';

const GATEWAYS = globSync('apps/api/src/**/*.gateway.ts').toSorted();

describe('a gateway', () => {
  it('is found', () => {
    expect(GATEWAYS.length).toBeGreaterThan(2);
  });

  it.each(GATEWAYS)(
    'is never given a transaction, and refuses to be called inside of one: %s',
    (path) => {
      const text = readFileSync(path, 'utf8');
      expect(text).not.toMatch(/platform\/db\/|\bTx\b/);
      expect(text).toMatch(/assertOutsideTransaction\(|PrometheusClient/); // the client refuses by itself
    },
  );
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
    ['isConfigured', () => client.isConfigured()],
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
