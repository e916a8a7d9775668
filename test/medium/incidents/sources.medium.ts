import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { deliver, rows, seedCatalog, webhook } from './incidents-context.js';

let test: TestApp;
let editor: TestActor;
let both: TestActor;
let viewer: TestActor;
beforeAll(async () => {
  test = await startTestApp();
  await seedCatalog(test);
  editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }], 'Greta');
  both = await sessionOf(test, [
    { role: 'editor', territories: ['CH', 'DE'] },
    { role: 'auditor', territories: ['CH', 'DE'] },
  ]);
  viewer = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
});
afterAll(() => test.close());

const at = (slug: string) => `/api/v1/sources/${slug}`;
const call = (
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  url: string,
  by = editor,
  payload?: object,
) => test.app.inject({ method, url, headers: { ...by.headers }, ...(payload ? { payload } : {}) });
const CONTENT = { name: 'Our Prometheus', territory: 'DE', defaultSubject: 'billing' };
const put = (slug: string, change: object = {}, by = editor) =>
  call('PUT', at(slug), by, { ...CONTENT, ...change });

describe('a source of alerts', () => {
  it('is made, gets a token that is shown once, delivers, and is deleted', async () => {
    expect((await put('ours')).statusCode).toBe(201);
    const made = await call('POST', `${at('ours')}/token`);
    const { token } = made.json<{ token: string }>();
    expect([made.statusCode, token]).toEqual([201, expect.stringMatching(/^lsa_[\w-]{43}$/)]);
    const told = { fingerprint: 'a', start: 0, labels: { slo: '', service: 'unknown' } };
    expect((await deliver(test, token, webhook([told]))).statusCode).toBe(200);
    const shown = await call('GET', at('ours'), viewer);
    expect(shown.json()).toMatchObject({
      slug: 'ours',
      kind: 'alertmanager',
      territories: ['DE'],
      mappings: [],
      severities: {},
      version: 1,
      tokenPrefix: token.slice(0, 12),
      lastDeliveryAt: expect.any(String),
      lastOutcome: 'taken',
      lastReason: null,
      lastAlerts: 1,
      silent: false,
      watchdogAt: null,
    });
    expect(shown.body).not.toContain(token);
    expect(await rows(test, 'select subject from alerts')).toEqual([{ subject: 'billing' }]);
    expect((await call('DELETE', at('ours'))).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('INC-1'),
    });
    await deliver(test, token, webhook([{ ...told, end: 1 }]));
    expect((await call('DELETE', at('ours'))).statusCode).toBe(204);
    expect((await deliver(test, token, webhook([told]))).statusCode).toBe(401);
    expect((await call('GET', at('ours'))).statusCode).toBe(404);
    const trail = await call('GET', '/api/v1/audit?target=source', both);
    expect(trail.body).not.toContain(token);
  });

  it('can be given up by who may write it, while it does not answer', async () => {
    await put('gone', { watchdogSeconds: 60 });
    const { token } = (await call('POST', `${at('gone')}/token`)).json<{ token: string }>();
    const told = { fingerprint: 'g', start: 0, labels: { slo: '', service: 'given-up' } };
    await deliver(test, token, webhook([told]));
    const giveUp = (by = editor) => call('POST', `${at('gone')}/give-up`, by);
    expect((await giveUp(viewer)).statusCode).toBe(403);
    const early = await giveUp();
    expect([early.statusCode, early.json().errors]).toEqual([
      409,
      [expect.objectContaining({ code: 'source-answers' })],
    ]);
    await put('gone', { watchdogSeconds: null });
    expect((await call('GET', at('gone'))).json()).toMatchObject({ openAlerts: 1 });
    const done = await giveUp();
    expect([done.statusCode, done.json()]).toEqual([200, { alerts: 1 }]);
    expect((await call('GET', at('gone'))).json()).toMatchObject({ openAlerts: 0 });
    expect((await call('DELETE', at('gone'))).statusCode).toBe(204);
  });

  it('is held against the Prometheus of this instance, as one of all', async () => {
    const own = { prometheus: 'instance', groupIntervalSeconds: 10, watchdogSeconds: 60 };
    expect((await put('first', own)).json()).toMatchObject({
      ...own,
      reconciledAt: null,
      disagreement: { waiting: 0, suppressed: 0, elsewhere: 0, unconfirmed: 0 },
    });
    const refused = { status: 400, errors: [{ path: 'prometheus', code: 'taken' }] };
    expect((await put('second', own)).json()).toMatchObject(refused);
    expect((await put('third')).statusCode).toBe(201);
    expect((await put('third', own)).json()).toMatchObject(refused);
    expect((await call('GET', `${at('first')}/findings`, viewer)).json()).toEqual({ items: [] });
    await call('DELETE', at('first'));
  });

  it('is silent once its watchdog did not come in time, which list and page say', async () => {
    const made = (await put('quiet', { watchdogSeconds: 10 })).json<{ silent: boolean }>();
    expect(made.silent).toBe(false);
    await call('POST', `${at('quiet')}/token`);
    await asOwner(test, (owner) =>
      owner.query(
        `update alert_sources set token_made_at = leitstand_now() - interval '31 s', updated_at = leitstand_now() - interval '31 s' where slug = 'quiet'`,
      ),
    );
    expect((await call('GET', at('quiet'))).json()).toMatchObject({ silent: true });
    const { items } = (await call('GET', '/api/v1/sources')).json<{
      items: { slug: string; silent: boolean }[];
    }>();
    expect(items.find(({ slug }) => slug === 'quiet')?.silent).toBe(true);
    await put('quiet', { watchdogSeconds: null });
    expect((await call('GET', at('quiet'))).json()).toMatchObject({ silent: false });
    await call('DELETE', at('quiet'));
  });

  it('is told of alerts that Alertmanager left out, until it leaves out none', async () => {
    await put('brief');
    const { token } = (await call('POST', `${at('brief')}/token`)).json<{ token: string }>();
    const reason = async () =>
      (await call('GET', at('brief'))).json<{ lastReason: string | null }>().lastReason;
    await deliver(test, token, webhook([], { truncatedAlerts: 12 }));
    expect((await call('GET', at('brief'))).json()).toMatchObject({ lastAlerts: 0 });
    expect(await reason()).toBe('12 alerts were left out by Alertmanager: raise max_alerts.');
    await deliver(test, token, webhook([]));
    expect(await reason()).toBeNull();
    await call('DELETE', at('brief'));
  });

  it('shows what it sent and could not be read, to whoever may change it', async () => {
    await put('garbled');
    const { token } = (await call('POST', `${at('garbled')}/token`)).json<{ token: string }>();
    await deliver(test, token, '{"alerts": 7}');
    await deliver(test, token, '{"alerts": 7}');
    const shown = await call('GET', `${at('garbled')}/rejected-payloads`);
    expect(shown.json()).toMatchObject({
      items: [
        {
          outcome: 'unreadable',
          reason: 'alerts: must be a list.',
          times: 2,
          body: '{"alerts": 7}',
        },
      ],
    });
    expect((await call('GET', `${at('garbled')}/rejected-payloads`, viewer)).statusCode).toBe(403);
    for (let n = 0; n < 105; n += 1) await deliver(test, token, `{"alerts": ${n}, "of": "many"}`);
    expect(
      await rows(
        test,
        `select count(*)::int as kept from alert_payloads p join alert_sources s on s.id = p.source_id where s.slug = 'garbled'`,
      ),
    ).toEqual([{ kept: 100 }]);
    await call('DELETE', at('garbled'));
  });

  it('gets another token, and the one before opens nothing any more', async () => {
    await put('rotated');
    const tokens: string[] = [];
    for (let n = 0; n < 2; n += 1)
      tokens.push((await call('POST', `${at('rotated')}/token`)).json<{ token: string }>().token);
    const statuses = [];
    for (const token of tokens) statuses.push((await deliver(test, token, webhook([]))).statusCode);
    expect(statuses).toEqual([401, 200]);
    expect((await call('POST', `${at('nothing')}/token`)).statusCode).toBe(404);
    expect((await call('POST', `${at('rotated')}/token`, viewer)).statusCode).toBe(403);
  });

  it('says what its labels and words mean', async () => {
    await put('mapped', {
      mappings: [{ label: 'job', value: 'till', subject: 'shop' }],
      severities: { sev3: 'ticket' },
    });
    const { token } = (await call('POST', `${at('mapped')}/token`)).json<{ token: string }>();
    const labels = { slo: '', service: '', job: 'till', severity: 'SEV3' };
    await deliver(test, token, webhook([{ fingerprint: 'm', start: 0, labels }]));
    expect(
      await rows(test, `select subject, class, severity from alerts where source = 'mapped'`),
    ).toEqual([{ subject: 'shop', class: 'ticket', severity: 'ticket' }]);
  });

  it.each([
    ['a subject that there is not', { defaultSubject: 'nothing' }, 400, 'defaultSubject'],
    ['none', { defaultSubject: undefined }, 400, 'defaultSubject'],
    [
      'a mapping to nowhere',
      { mappings: [{ label: 'a', value: 'b', subject: 'x' }] },
      400,
      'mappings.0.subject',
    ],
    ['a severity that there is not', { severities: { sev1: 'huge' } }, 400, 'severities.sev1'],
    ['another kind', { kind: 'pigeon' }, 400, 'kind'],
    ['a token', { token: 'lsa_mine' }, 400, 'token'],
    ['a territory of others', { territories: ['CH'] }, 403, 'territories'],
  ])('is refused with %s, and the field is named', async (_, change, status, path) => {
    expect((await put('wrong', change)).json()).toMatchObject({ status, errors: [{ path }] });
    expect((await call('GET', at('wrong'))).statusCode).toBe(404);
  });

  it('names subjects of its own territories only', async () => {
    expect((await put('abroad', { defaultSubject: 'shop-ch' }, both)).json()).toMatchObject({
      status: 400,
      errors: [{ path: 'defaultSubject', code: 'outside' }],
    });
    expect(
      (await put('abroad', { territories: ['CH'], defaultSubject: 'shop-ch' }, both)).statusCode,
    ).toBe(201);
    expect((await put('abroad', {}, editor)).statusCode).toBe(403);
    expect((await put('abroad', {}, viewer)).statusCode).toBe(403);
  });

  it('keeps its default subject from being deleted', async () => {
    await put('needs');
    expect((await call('DELETE', '/api/v1/subjects/billing')).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('source'),
    });
  });

  it('is changed on top of what was read', async () => {
    const change = (version: string) =>
      test.app.inject({
        method: 'PUT',
        url: at('needs'),
        headers: { ...editor.headers, 'if-match': version },
        payload: { ...CONTENT, name: 'Renamed' },
      });
    expect((await change('"1"')).headers.etag).toBe('"2"');
    expect((await change('"1"')).statusCode).toBe(412);
    expect((await call('GET', '/api/v1/sources?limit=1', viewer)).json()).toMatchObject({
      items: [{ slug: expect.any(String) }],
      nextCursor: expect.any(String),
    });
  });
});
