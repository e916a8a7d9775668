import { describe, expect, it } from '@jest/globals';
import type { Delivery } from '../domain/delivery.js';
import { readAlertmanager } from './alertmanager-webhook.js';

const received = new Date('2026-03-02T12:00:30Z');
const start = '2026-03-02T12:00:00.123456789Z';
const alert = {
  status: 'firing',
  labels: { alertname: 'Burns', severity: 'page', slo: 'shop', n: 5 },
  annotations: { summary: 'Shop burns', description: 'Much' },
  startsAt: start,
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus/graph',
  fingerprint: 'aab5c8e0e0f3d2a1',
};
const webhook = {
  version: '4',
  groupKey: '{}:{slo="shop"}',
  truncatedAlerts: 0,
  status: 'firing',
  receiver: 'leitstand',
  groupLabels: { slo: 'shop' },
  externalURL: 'http://alertmanager',
  alerts: [alert],
};

const read = (body: unknown, telling: string[] = []) =>
  readAlertmanager(typeof body === 'string' ? body : JSON.stringify(body), received, telling);
function delivery(changes: object = {}, telling: string[] = []): Delivery {
  const result = read({ ...webhook, ...changes }, telling);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
const first = (changes: object) => delivery({ alerts: [{ ...alert, ...changes }] }).alerts[0];

describe('a webhook of Alertmanager', () => {
  it('is read with what is needed of it', () => {
    expect(delivery()).toEqual({
      upstream: expect.stringMatching(/^[0-9a-f]{64}$/),
      version: '4',
      over: false,
      receiver: 'leitstand',
      truncated: 0,
      watchdog: false,
      total: 1,
      alerts: [
        {
          status: 'firing',
          startsAt: new Date('2026-03-02T12:00:00.123Z'),
          endsAt: received,
          fingerprint: 'aab5c8e0e0f3d2a1',
          name: 'Burns',
          summary: 'Shop burns',
          labels: { alertname: 'Burns', severity: 'page', slo: 'shop', n: '5' },
          annotations: { summary: 'Shop burns', description: 'Much' },
          generatorUrl: 'http://prometheus/graph',
          folded: 0,
        },
      ],
    });
  });

  it.each<[string, object, string | null]>([
    ['of another version', { version: '5' }, '5'],
    ['of a version that is a number', { version: 1 }, '1'],
    ['of an odd one', { version: `9\n${'x'.repeat(99)}` }, `9 ${'x'.repeat(17)}…`],
    ['without one', { version: undefined }, null],
    ['with fields that nobody knows', { x: [1], alerts: [{ ...alert, y: { z: 1 } }] }, '4'],
  ])('is read the same %s, which it says', (_, changes, version) => {
    expect(delivery(changes)).toEqual({ ...delivery(), version });
  });

  it.each<[string, object, Partial<Delivery>]>([
    ['resolved', { status: 'resolved' }, { over: true }],
    ['truncated', { truncatedAlerts: 7 }, { truncated: 7 }],
    ['truncated by nonsense', { truncatedAlerts: 'x' }, { truncated: 0 }],
    ['truncated by less than nothing', { truncatedAlerts: -1 }, { truncated: 0 }],
    ['empty', { alerts: [] }, { alerts: [], total: 0 }],
    ['without a group', { groupKey: undefined }, { total: 1 }],
  ])('says when it is %s', (_, changes, said) => {
    expect(delivery(changes)).toMatchObject(said);
  });

  it.each<[string, unknown, string]>([
    ['that is no JSON', '{"alerts":', 'The body is no JSON.'],
    ['that is empty', '', 'The body is no JSON.'],
    ['that is a list', [], 'The body is no JSON object.'],
    ['that is null', 'null', 'The body is no JSON object.'],
    ['without alerts', { version: '4' }, 'alerts: must be a list.'],
    ['whose alerts are none', { alerts: [alert, 'x'] }, 'alerts.1: must be an object.'],
  ])('%s is refused with the reason', (_, body, reason) => {
    expect(read(body)).toEqual({ ok: false, error: reason });
  });
});

describe('an alert of it', () => {
  it.each<[string, object, object]>([
    ['no status', { status: undefined }, { status: 'firing' }],
    ['an odd status', { status: 'suppressed' }, { status: 'firing' }],
    ['no start', { startsAt: undefined }, { startsAt: received }],
    ['an odd start', { startsAt: 'yesterday' }, { startsAt: received }],
    ['the zero time as its start', { startsAt: '0001-01-01T00:00:00Z' }, { startsAt: received }],
    ['no end although it is over', { status: 'resolved', endsAt: undefined }, { endsAt: received }],
    [
      'an end',
      { status: 'resolved', endsAt: '2026-03-02T12:00:05Z' },
      { endsAt: new Date('2026-03-02T12:00:05Z') },
    ],
    [
      'no fingerprint',
      { fingerprint: undefined },
      { fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) },
    ],
    [
      'an odd fingerprint',
      { fingerprint: "'; drop" },
      { fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) },
    ],
    ['no labels', { labels: undefined }, { labels: {}, name: 'alert without a name' }],
    ['odd labels', { labels: ['x'] }, { labels: {} }],
    ['labels that are no text', { labels: { a: null, b: {}, c: true } }, { labels: { c: 'true' } }],
    ['no summary', { annotations: { description: 'Much' } }, { summary: 'Much' }],
    ['no annotations', { annotations: null }, { annotations: {}, summary: 'Burns' }],
    [
      'a summary of several lines',
      { annotations: { summary: ' a\n b\u202ec ' } },
      { summary: 'a b c' },
    ],
    ['HTML in it', { annotations: { summary: '<b>{{ 1 }}</b>' } }, { summary: '<b>{{ 1 }}</b>' }],
    ['a zero byte', { labels: { a: 'x\0y' } }, { labels: { a: 'x\ufffdy' } }],
    ['no address', { generatorURL: 7 }, { generatorUrl: null }],
    ['a long address', { generatorURL: 'x'.repeat(2001) }, { generatorUrl: null }],
  ])('may have %s', (_, changes, kept) => {
    expect(first(changes)).toMatchObject(kept);
  });

  it('is cut: values at 4 kB, names at 64, and none of those that decide', () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`a${n}`, 'v']));
    const kept = first({ labels: { ...many, long: 'x', slo: 'y'.repeat(5000), team: 'z' } });
    expect(Object.keys(kept?.labels ?? {})).toHaveLength(64);
    expect(kept?.labels['slo']).toHaveLength(4096);
    expect(kept?.labels['slo']?.endsWith('…')).toBe(true);
    const telling = delivery({ alerts: [{ ...alert, labels: { ...many, team: 'z' } }] }, ['team']);
    expect(telling.alerts[0]?.labels['team']).toBe('z');
    expect(first({ labels: { ['n'.repeat(201)]: 'x' } })?.labels).toEqual({});
  });

  it('that always fires shows that the way is open, and is none', () => {
    const labels = { alertname: 'Watchdog', severity: 'none' };
    expect(delivery({ alerts: [alert, { ...alert, labels }] })).toMatchObject({
      watchdog: true,
      alerts: [{ name: 'Burns' }],
      total: 2,
    });
    const over = delivery({ alerts: [{ ...alert, labels, status: 'resolved' }] });
    expect(over).toMatchObject({ watchdog: false, alerts: [] });
  });
});

describe('more alerts than are taken one by one', () => {
  const of = (count: number, change: (n: number) => object) =>
    Array.from({ length: count }, (_, n) => ({ ...alert, fingerprint: `f${n}`, ...change(n) }));

  it('are folded into one for all that are about the same', () => {
    const { alerts, total } = delivery({
      alerts: of(2010, (n) => ({
        labels: { alertname: 'A', slo: n % 2 ? 'shop' : 'till', pod: `p${n}` },
        startsAt: new Date(received.getTime() - 9000 + n).toISOString(),
        ...(n === 2001 ? { status: 'resolved', endsAt: received.toISOString() } : {}),
      })),
    });
    expect([alerts.length, total]).toEqual([2002, 2010]);
    expect(alerts.slice(2000)).toMatchObject([
      { labels: { alertname: 'A', slo: 'till' }, folded: 5, status: 'firing' },
      { folded: 4, status: 'firing', startsAt: new Date(received.getTime() - 9000 + 2009) },
    ]);
  });

  it('are over when none of them fires, and are the same alert as before', () => {
    const fired = delivery({ alerts: of(2003, () => ({})) }).alerts.at(-1);
    const over = delivery({
      alerts: of(2003, (n) => ({
        status: 'resolved',
        endsAt: new Date(received.getTime() - n).toISOString(),
      })),
    }).alerts.at(-1);
    expect(over).toMatchObject({
      status: 'resolved',
      fingerprint: fired?.fingerprint,
      endsAt: new Date(received.getTime() - 2000),
    });
  });

  it('are told apart by what tells the source apart, in bounds', () => {
    const labels = (n: number) => ({ labels: { alertname: 'A', job: `j${n}`, severity: 'page' } });
    const alerts = of(2000 + 900, labels);
    expect(delivery({ alerts }).alerts).toHaveLength(2001);
    const told = delivery({ alerts }, ['job']).alerts;
    expect(told).toHaveLength(2501);
    expect(told.at(-1)?.folded).toBe(400);
  });
});
