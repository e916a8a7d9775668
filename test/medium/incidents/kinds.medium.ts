import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { clockAt, deliver, NOON, rows, seedCatalog, webhook } from './incidents-context.js';

let test: TestApp;
let editor: TestActor;
let token: string;
beforeAll(async () => {
  test = await startTestApp();
  await seedCatalog(test);
  editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }]);
  token = await made('plant', { kind: 'webhook' });
});
afterAll(() => test.close());

const call = (method: 'GET' | 'PUT' | 'POST' | 'DELETE', url: string, payload?: object) =>
  test.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { ...editor.headers },
    ...(payload ? { payload } : {}),
  });

const put = (slug: string, change: object) =>
  call('PUT', `/sources/${slug}`, {
    name: slug,
    territory: 'DE',
    defaultSubject: 'billing',
    ...change,
  });

async function made(slug: string, change: object): Promise<string> {
  expect((await put(slug, change)).statusCode).toBe(201);
  return (await call('POST', `/sources/${slug}/token`)).json<{ token: string }>().token;
}

const shown = async (slug: string) =>
  (await call('GET', `/sources/${slug}`)).json<Record<string, unknown>>();

const SECONDS = NOON.getTime() / 1000;
const sign = (key: string, body: string | Buffer, at = SECONDS) =>
  `t=${at},v1=${createHmac('sha256', key).update(`${at}.`).update(body).digest('hex')}`;

/** Posts as a program that signs. */
const post = (
  body: string | Buffer,
  { slug = 'plant', header = sign(token, body) }: { slug?: string; header?: string } = {},
) =>
  test.app.inject({
    method: 'POST',
    url: `/api/v1/integrations/webhook/${slug}`,
    headers: { 'content-type': 'application/json', 'leitstand-signature': header },
    payload: body,
  });

const event = (change: object = {}) =>
  JSON.stringify({
    event: 'firing',
    key: 'disk-7',
    title: 'Disk 7 is full',
    severity: 'page',
    ...change,
  });
const states = async () =>
  (
    await rows<{ state: string; title: string }>(
      test,
      'select state, title from incidents order by number',
    )
  ).map(({ state }) => state);
const counted = async (table: 'alerts' | 'incident_events' | 'alert_payloads') =>
  (await rows<{ n: number }>(test, `select count(*)::int as n from ${table}`))[0]?.n;

describe('a program that signs what it posts', () => {
  it('opens an incident and ends it; the same once more changes nothing', async () => {
    const fired = event({ description: '<b>{{ 1 }}</b>', labels: { host: 'a' } });
    const answer = await post(fired);
    expect([answer.statusCode, answer.json()]).toEqual([200, { alerts: 1, truncated: 0 }]);
    expect(await states()).toEqual(['triggered']);
    const told = await counted('incident_events');
    expect((await post(fired)).statusCode).toBe(200);
    expect([await states(), await counted('incident_events')]).toEqual([['triggered'], told]);
    await clockAt(test, 5);
    const ended = event({ event: 'resolved' });
    expect((await post(ended, { header: sign(token, ended, SECONDS + 240) })).statusCode).toBe(200);
    expect(await states()).toEqual(['resolved']);
    const after = await counted('incident_events');
    // What somebody listened to and sends again is what it was.
    expect((await post(fired)).statusCode).toBe(200);
    expect([await states(), await counted('incident_events')]).toEqual([['resolved'], after]);
    expect(await shown('plant')).toMatchObject({
      kind: 'webhook',
      lastOutcome: 'taken',
      lastAlerts: 1,
      lastReason: null,
    });
    await clockAt(test, 0);
  });

  it.each<[string, (body: string) => { slug?: string; header?: string }, RegExp]>([
    ['without a signature', () => ({ header: '' }), /must read: t=SECONDS/],
    ['with a forged one', (body) => ({ header: sign('lsa_forged', body) }), /No source of this/],
    ['with one of another body', () => ({ header: sign(token, 'x') }), /No source of this/],
    [
      'as a source that there is not',
      (body) => ({ slug: 'none', header: sign(token, body) }),
      /No/,
    ],
    [
      'signed 11 minutes ago',
      (body) => ({ header: sign(token, body, SECONDS - 660) }),
      /^It was signed \d{3} s from now/,
    ],
    [
      'signed in 11 minutes',
      (body) => ({ header: sign(token, body, SECONDS + 660) }),
      /^It was signed \d{3} s from now/,
    ],
  ])('is refused %s, and nothing is written', async (_, how, reason) => {
    const before = [await counted('alerts'), await counted('alert_payloads')];
    const body = event({ key: 'other' });
    const refused = await post(body, how(body));
    expect([refused.statusCode, refused.json<{ detail: string }>().detail]).toEqual([
      401,
      expect.stringMatching(reason),
    ]);
    expect([await counted('alerts'), await counted('alert_payloads')]).toEqual(before);
  });

  it('is refused with what cannot be read, which is kept to be looked at', async () => {
    const body = event({ event: 'exploded' });
    const refused = await post(body);
    expect(refused.json()).toMatchObject({
      status: 400,
      errors: [{ path: 'body', code: 'unreadable', message: expect.stringMatching(/^event: /) }],
    });
    const { items } = (await call('GET', '/sources/plant/rejected-payloads')).json<{
      items: object[];
    }>();
    expect(items).toEqual([expect.objectContaining({ body, reason: expect.any(String) })]);
    expect(await shown('plant')).toMatchObject({ lastOutcome: 'unreadable' });
  });

  it('is refused with 10 MB, signed or not, and nothing is written', async () => {
    const before = await counted('alert_payloads');
    const refused = await post(Buffer.alloc(10 * 1024 * 1024, ' '));
    expect(refused.json()).toMatchObject({
      status: 413,
      detail: expect.stringContaining('larger than 1 MiB'),
    });
    expect(await counted('alert_payloads')).toBe(before);
  });

  it('is told to come again while too many come at once', async () => {
    const bodies = Array.from({ length: 200 }, (_, n) => event({ key: `many-${n}` }));
    const codes = (await Promise.all(bodies.map((body) => post(body)))).map(
      ({ statusCode }) => statusCode,
    );
    expect(new Set(codes)).toEqual(new Set([200, 503]));
  });

  it('is refused with the token before, from the moment on at which there is another one', async () => {
    const before = token;
    token = (await call('POST', '/sources/plant/token')).json<{ token: string }>().token;
    const body = event();
    expect((await post(body, { header: sign(before, body) })).statusCode).toBe(401);
    expect((await post(body)).statusCode).toBe(200);
  });

  it('does not get in by its token alone, and its token is readable nowhere', async () => {
    const refused = await deliver(test, token, webhook([]));
    expect([refused.statusCode, refused.json<{ detail: string }>().detail]).toEqual([
      401,
      expect.stringContaining('kind "webhook"'),
    ]);
    const [row] = await rows<{ signing_key: Buffer; all: string }>(
      test,
      `select signing_key, to_jsonb(s)::text as all from alert_sources s where slug = 'plant'`,
    );
    expect(row?.all).not.toContain(token);
    expect(row?.signing_key.toString('latin1')).not.toContain(token);
    expect((await call('GET', '/sources/plant')).body).not.toContain(token);
  });
});

describe('Grafana', () => {
  it('posts its own webhook, which opens the same incidents', async () => {
    const grafana = await made('grafana', { kind: 'grafana' });
    const send = (body: object, by = grafana) =>
      test.app.inject({
        method: 'POST',
        url: '/api/v1/integrations/grafana',
        headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
        payload: body,
      });
    const told = { fingerprint: 'g1', start: 0, labels: { slo: '', service: 'shop' } };
    const [alert] = webhook([told]).alerts;
    const body = {
      ...webhook([told]),
      version: '1',
      orgId: 1,
      title: '[FIRING:1]',
      state: 'alerting',
      alerts: [{ ...alert, values: { B: 2 }, panelURL: 'https://grafana.example.org/d/1' }],
    };
    expect((await send(body)).json()).toEqual({ alerts: 1, truncated: 0 });
    const [kept] = await rows<{ annotations: object }>(
      test,
      `select annotations from alerts where fingerprint = 'g1'`,
    );
    expect(kept?.annotations).toMatchObject({
      values: 'B=2',
      panel_url: 'https://grafana.example.org/d/1',
    });
    expect(await shown('grafana')).toMatchObject({ lastReason: null, lastOutcome: 'taken' });
    await send({ ...body, version: '9', truncatedAlerts: 2 });
    expect((await shown('grafana'))['lastReason']).toMatch(
      /^2 alerts were left out by Grafana.* version "9"; it was read as version 1/,
    );
    expect((await send(body, token)).statusCode).toBe(401);
    expect((await deliver(test, grafana, webhook([told]))).statusCode).toBe(401);
  });
});

describe('the kind of a source', () => {
  it.each<[string, object, object]>([
    [
      'Grafana and a Prometheus',
      { kind: 'grafana', prometheus: 'instance' },
      { path: 'prometheus' },
    ],
    [
      'a signing program and a watchdog',
      { kind: 'webhook', watchdogSeconds: 60 },
      { path: 'watchdogSeconds', code: 'not-of-kind' },
    ],
    ['one that there is not', { kind: 'pigeon' }, { path: 'kind' }],
  ])('is not %s', async (_, change, error) => {
    expect((await put('wrong', change)).json()).toMatchObject({ status: 400, errors: [error] });
  });

  it('is for good', async () => {
    expect((await put('plant', { kind: 'alertmanager' })).json()).toMatchObject({
      status: 400,
      errors: [{ path: 'kind', code: 'fixed' }],
    });
  });
});
