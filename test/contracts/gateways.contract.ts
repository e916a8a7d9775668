import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Settings } from '../../apps/api/src/platform/config/settings.js';
import { insideTransaction } from '../../apps/api/src/platform/kernel/transaction-guard.js';
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

describe('the client of Prometheus', () => {
  const client = new PrometheusClient({ get: () => 'http://127.0.0.1:1' } as unknown as Settings);

  it.each([
    ['query', () => client.query('1')],
    ['queryRange', () => client.queryRange('1', 0, 60, 60)],
    ['ruleGroups', () => client.ruleGroups()],
    ['reload', () => client.reload()],
    ['version', () => client.version()],
    ['isConfigured', () => client.isConfigured()],
    ['parse', () => client.parse('1')],
    ['ready', () => client.ready()],
  ])('is not called inside of a transaction: %s', async (_, call) => {
    await expect(insideTransaction<unknown>(call)).rejects.toThrow(
      'was called inside of a database transaction',
    );
    await expect(call()).rejects.toMatchObject({ code: 'dependency-unavailable' });
  });
});
