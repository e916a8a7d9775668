import { describe, expect, it } from '@jest/globals';
import { readEvents } from './webhook-events.js';

const SIGNED = new Date('2026-03-02T12:00:00Z');
const EVENT = { event: 'firing', key: 'disk-7', title: 'Disk 7 is full', severity: 'page' };
const read = (body: unknown) =>
  readEvents(typeof body === 'string' ? body : JSON.stringify(body), SIGNED);
const first = (change: object) => {
  const result = read({ ...EVENT, ...change });
  if (!result.ok) throw new Error(result.error);
  return result.value.alerts[0];
};

describe('an event that a program posts', () => {
  it('is an alert of its key, which begins when it was signed unless it says when', () => {
    expect(first({})).toEqual({
      status: 'firing',
      startsAt: SIGNED,
      endsAt: SIGNED,
      fingerprint: expect.stringMatching(/^event-[0-9a-f]{40}$/),
      name: 'disk-7',
      summary: 'Disk 7 is full',
      labels: { alertname: 'disk-7', severity: 'page' },
      annotations: {},
      generatorUrl: null,
      folded: 0,
    });
    expect(first({ event: 'resolved', at: '2026-03-02T12:59:00.5+01:00' })).toMatchObject({
      status: 'resolved',
      endsAt: new Date('2026-03-02T11:59:00.5Z'),
    });
  });

  it('has one identity, whatever else it says', () => {
    const other = first({ title: 'x', labels: { host: 'a' }, severity: 'ticket' });
    expect(other?.fingerprint).toBe(first({})?.fingerprint);
    expect(first({ key: 'disk-8' })?.fingerprint).not.toBe(first({})?.fingerprint);
  });

  it('takes its labels and a description along, harmless as text', () => {
    const html = '<img src=x onerror=alert(1)>{{ 1 }}';
    expect(
      first({
        title: ` ${html}\n`,
        description: html,
        labels: { alertname: 'DiskFull', service: 'shop' },
        url: 'https://example.org/disk/7',
      }),
    ).toMatchObject({
      name: 'DiskFull',
      summary: html,
      labels: { alertname: 'DiskFull', service: 'shop', severity: 'page' },
      annotations: { description: html },
      generatorUrl: 'https://example.org/disk/7',
    });
  });

  it('is bound to when it was signed, however far ahead it says it was', () => {
    const at = first({ at: '2099-01-01T00:00:00Z' })?.startsAt.getTime() ?? 0;
    expect(at).toBeLessThan(SIGNED.getTime() + 60 * 60_000);
  });

  it('may come with others', () => {
    const result = read({ events: [EVENT, { ...EVENT, key: 'disk-8', event: 'resolved' }] });
    expect(result.ok && result.value).toMatchObject({
      total: 2,
      alerts: [{ status: 'firing' }, { status: 'resolved' }],
    });
    expect(read({ events: [] })).toMatchObject({ ok: true, value: { total: 0, alerts: [] } });
  });

  it.each<[string, unknown, RegExp]>([
    ['that is no JSON', '{', /^The body is no JSON\.$/],
    ['that is a text', '"x"', /^must be an object$/],
    ['that is null', 'null', /^must be an object$/],
    ['of another kind', { ...EVENT, event: 'exploded' }, /^event: must be firing or resolved$/],
    ['without a key', { ...EVENT, key: undefined }, /^key: must be text$/],
    ['without a title', { ...EVENT, title: '' }, /^title: /],
    ['with a label that is no text', { ...EVENT, labels: { a: {} } }, /^labels\.a: /],
    ['with a label of a megabyte', { ...EVENT, labels: { a: 'x'.repeat(1e6) } }, /^labels\.a: /],
    ['at no time', { ...EVENT, at: 'yesterday' }, /^at: /],
    ['with an address that runs', { ...EVENT, url: 'javascript:alert(1)' }, /^url: /],
    ['among others', { events: [EVENT, { ...EVENT, key: 7 }] }, /^events\.1\.key: /],
    ['of too many', { events: Array.from({ length: 2001 }, () => EVENT) }, /^events: /],
  ])('%s is refused with the reason', (_, body, reason) => {
    expect(read(body)).toEqual({ ok: false, error: expect.stringMatching(reason) });
  });
});
