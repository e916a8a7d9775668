import { describe, expect, it } from '@jest/globals';
import { readGrafana } from './grafana-webhook.js';

const received = new Date('2026-03-02T12:00:30Z');
const ALERT = {
  status: 'firing',
  labels: { alertname: 'Memory is short', grafana_folder: 'Plant', severity: 'page' },
  annotations: { summary: 'Node 3 runs out of memory' },
  startsAt: '2026-03-02T13:00:10.157076+01:00',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'https://grafana.example.org/alerting/grafana/abc/view?orgId=1',
  fingerprint: 'c6eadffa33fcdf37',
  silenceURL: 'https://grafana.example.org/alerting/silence/new?alertmanager=grafana',
  dashboardURL: '',
  panelURL: 'https://grafana.example.org/d/x?viewPanel=2',
  imageURL: 'https://grafana.example.org/x.png',
  values: { B: 44.23943737541908, C: 1 },
  valueString: "[ var='B' labels={} value=44.2 ]",
};
const WEBHOOK = {
  receiver: 'leitstand',
  status: 'firing',
  orgId: 1,
  alerts: [ALERT],
  groupLabels: { alertname: 'Memory is short' },
  commonLabels: {},
  commonAnnotations: {},
  externalURL: 'https://grafana.example.org/',
  version: '1',
  groupKey: '{}:{alertname="Memory is short"}',
  truncatedAlerts: 3,
  title: '[FIRING:1]',
  state: 'alerting',
  message: '**Firing**',
};
const read = (body: unknown) => {
  const result = readGrafana(JSON.stringify(body), received, []);
  if (!result.ok) throw new Error(result.error);
  return result.value;
};
const first = (change: object) => read({ ...WEBHOOK, alerts: [{ ...ALERT, ...change }] }).alerts[0];

describe('a webhook of Grafana', () => {
  it('is read with the values and addresses of its alerts', () => {
    expect(read(WEBHOOK)).toMatchObject({
      version: '1',
      truncated: 3,
      receiver: 'leitstand',
      total: 1,
      alerts: [
        {
          status: 'firing',
          fingerprint: 'c6eadffa33fcdf37',
          startsAt: new Date('2026-03-02T12:00:10.157Z'),
          name: 'Memory is short',
          summary: 'Node 3 runs out of memory',
          generatorUrl: ALERT.generatorURL,
          annotations: {
            summary: 'Node 3 runs out of memory',
            panel_url: ALERT.panelURL,
            silence_url: ALERT.silenceURL,
            values: 'B=44.23943737541908, C=1',
          },
        },
      ],
    });
    expect(first({})?.annotations).not.toHaveProperty('dashboard_url');
  });

  it.each<[string, object]>([
    ['an address that runs', { panelURL: 'javascript:alert(1)' }],
    ['an address that is too long', { panelURL: `https://x/${'y'.repeat(2000)}` }],
    ['an address that is none', { panelURL: { a: 1 } }],
  ])('keeps nothing of %s', (_, change) => {
    expect(first(change)?.annotations).not.toHaveProperty('panel_url');
  });

  it.each([null, 'x', [], { B: 'x', C: {} }])('has no values where they are %j', (values) => {
    expect(first({ values })?.annotations).not.toHaveProperty('values');
  });

  it('leaves an annotation of the same name as it came', () => {
    expect(first({ annotations: { values: 'mine' } })?.annotations['values']).toBe('mine');
  });

  it('that is none is refused with the reason', () => {
    expect(readGrafana('{"alerts": 7}', received, [])).toEqual({
      ok: false,
      error: 'alerts: must be a list.',
    });
  });
});
