import { describe, expect, it } from '@jest/globals';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';

type Program = Record<string, (...words: readonly unknown[]) => unknown>;
const program = async (file: string): Promise<Program> =>
  (await import(pathToFileURL(resolve('scripts/lib', file)).href)) as Program;

describe('a private Alertmanager', () => {
  it('tells us at once, of ends as well, with the token from its file, and of its watchdog every minute', async () => {
    const { alertmanagerConfig } = await program('alertmanager.mjs');
    const text = alertmanagerConfig?.('http://127.0.0.1:4700/api/v1/x', '/data/token') as string;
    const { route, receivers } = parse(text) as { route: unknown; receivers: unknown };
    expect(route).toMatchObject({
      receiver: 'leitstand',
      group_wait: '0s',
      group_by: ['slo', 'service', 'severity'],
      routes: [
        { receiver: 'leitstand', matchers: ['alertname="Watchdog"'], group_interval: '1m' },
        // A thousand objectives that were never measured are one delivery; each page is one of its own.
        {
          matchers: ['severity=~"ticket|warning|info|none"'],
          group_by: ['alertname', 'territory'],
        },
      ],
    });
    expect(receivers).toEqual([
      {
        name: 'leitstand',
        webhook_configs: [
          {
            url: 'http://127.0.0.1:4700/api/v1/x',
            send_resolved: true,
            max_alerts: 5000,
            http_config: {
              authorization: { credentials_file: '/data/token' },
              follow_redirects: false,
            },
          },
        ],
      },
    ]);
  });
});

/** Where a private Prometheus sends its alerts, with that environment. */
async function target(env: Record<string, string>): Promise<unknown> {
  const { readSettings } = await program('settings.mjs');
  const { alertmanagerTarget } = await program('alerting.mjs');
  const lines = alertmanagerTarget?.(readSettings?.(env), '', env) as string[];
  return (parse(lines.join('\n')) as { alertmanagers: unknown[] }).alertmanagers[0];
}

describe('a private Prometheus that tells an Alertmanager of somebody else’s', () => {
  it('signs in with user and password of its URL, decoded', async () => {
    expect(
      await target({
        LEITSTAND_ALERTMANAGER_URL: 'https://me:p%40ss@alerts.example:9443/alertmanager',
      }),
    ).toEqual({
      scheme: 'https',
      path_prefix: '/alertmanager',
      static_configs: [{ targets: ['alerts.example:9443'] }],
      basic_auth: { username: 'me', password: 'p@ss' },
    });
  });

  it('shows it a token, and certificates by files of its own', async () => {
    expect(
      await target({
        LEITSTAND_ALERTMANAGER_URL: 'https://alerts.example',
        LEITSTAND_ALERTMANAGER_BEARER_TOKEN: 'token-1',
        LEITSTAND_ALERTMANAGER_CA: 'pem',
        LEITSTAND_ALERTMANAGER_SERVER_NAME: 'alerts',
      }),
    ).toMatchObject({
      authorization: { credentials: 'token-1' },
      tls_config: {
        ca_file: expect.stringMatching(/prometheus\/alertmanager-ca\.pem$/) as unknown,
        server_name: 'alerts',
      },
    });
  });
});
