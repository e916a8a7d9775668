import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import {
  alertmanagerLines,
  grafanaUrl,
  heartbeatLine,
  signedLines,
  WATCHDOG_RULE,
} from './intake-lines.js';

const ORIGIN = 'https://leitstand.example.org';

describe('the lines for an Alertmanager', () => {
  it('name the intake, the file of the token, and what the source expects', () => {
    const lines = alertmanagerLines({ groupIntervalSeconds: 300, watchdogSeconds: 60 }, ORIGIN);
    expect(parse(lines)).toMatchObject({
      receivers: [
        {
          name: 'leitstand',
          webhook_configs: [
            {
              url: 'https://leitstand.example.org/api/v1/integrations/alertmanager',
              send_resolved: true,
              http_config: {
                authorization: { credentials_file: '/etc/alertmanager/leitstand-token' },
              },
            },
          ],
        },
      ],
      route: {
        receiver: 'leitstand',
        group_interval: '5m',
        routes: [
          { matchers: ['alertname="Watchdog"'], group_interval: '1m', repeat_interval: '50s' },
          { group_by: ['alertname', 'territory'] },
        ],
      },
    });
  });

  it('have no way for an alert that always fires where none is expected', () => {
    const lines = alertmanagerLines({ groupIntervalSeconds: 10, watchdogSeconds: null }, ORIGIN);
    const { route } = parse(lines) as { route: { routes: unknown[] } };
    expect(route.routes).toHaveLength(1);
    expect(lines).not.toContain('Watchdog');
  });

  it('have a rule that always fires', () => {
    expect(parse(WATCHDOG_RULE)).toMatchObject({
      groups: [{ rules: [{ alert: 'Watchdog', expr: 'vector(1)' }] }],
    });
  });
});

describe('the line of a heartbeat', () => {
  it('holds the token where it is known, and else says where it goes', () => {
    expect(heartbeatLine('lhb_x', ORIGIN)).toMatch(
      /^curl .*"Authorization: Bearer lhb_x" https:\/\/leitstand\.example\.org\/api\/v1\/integrations\/heartbeat$/,
    );
    expect(heartbeatLine(null, ORIGIN)).toContain('Bearer $TOKEN"');
  });
});

describe('the lines of others', () => {
  it('lead to their own ways in', () => {
    expect(grafanaUrl(ORIGIN)).toBe('https://leitstand.example.org/api/v1/integrations/grafana');
    const lines = signedLines('plant', ORIGIN);
    expect(lines).toContain(`${ORIGIN}/api/v1/integrations/webhook/plant\n`);
    expect(lines).toContain('Leitstand-Signature: t=$T,v1=$SIGNATURE');
  });
});
