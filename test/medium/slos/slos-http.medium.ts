import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, tokenOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { seedSubjects, sloDocument } from './slos-context.js';

let test: TestApp;
let anna: TestActor;
let reader: TestActor;

beforeAll(async () => {
  test = await startTestApp();
  await asOwner(test, seedSubjects);
  anna = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }], 'Anna');
  reader = await sessionOf(test, [{ role: 'viewer', territories: ['DE', 'CH'] }], 'Rudi');
});
afterAll(() => test.close());

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: Record<string, unknown> & { errors?: { path: string; code: string }[] };
  text: string;
}

async function call(
  actor: TestActor,
  method: 'GET' | 'PUT' | 'DELETE' | 'POST',
  path: string,
  payload?: object | string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const type = typeof payload === 'string' ? { 'content-type': 'application/yaml' } : {};
  const response = await test.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...actor.headers, ...type, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
  const json = String(response.headers['content-type']).includes('json') && response.body !== '';
  return {
    status: response.statusCode,
    headers: response.headers,
    body: json ? (JSON.parse(response.body) as Answer['body']) : {},
    text: response.body,
  };
}

const YAML = `
metadata: { displayName: Shop answers, labels: { tier: gold } }
spec:
  subject: shop
  target: '99.9'
  window: { rolling: 30d }
  indicator:
    ratio: { total: 'requests_total{job="shop"}', bad: 'requests_total{job="shop",code=~"5.."}' }
`;

describe('an SLO over HTTP', () => {
  it('is created from YAML that leaves out what the address says', async () => {
    const answer = await call(anna, 'PUT', '/slos/shop-answers', YAML, { 'if-none-match': '*' });
    expect(answer.status).toBe(201);
    expect(answer.headers['etag']).toBe('"1"');
    expect(answer.body).toMatchObject({
      slug: 'shop-answers',
      name: 'Shop answers',
      subject: { slug: 'shop', name: 'Shop', kind: 'service' },
      team: { slug: 'team-shop', name: 'Shop team' },
      territory: 'DE',
      reading: null,
      version: 1,
      rules: { state: 'pending' },
      objective: {
        kind: 'ratio',
        target: '99.9',
        window: { kind: 'rolling', duration: '30d' },
        thresholds: [],
      },
    });
  });

  it('is changed against its ETag, and shows list and detail alike', async () => {
    const answer = await call(
      anna,
      'PUT',
      '/slos/shop-answers',
      sloDocument('shop-answers', { target: '99.5' }),
      { 'if-match': '"1"' },
    );
    expect([answer.status, answer.headers['etag']]).toEqual([200, '"2"']);
    const list = await call(reader, 'GET', '/slos');
    const [row] = list.body['items'] as Record<string, unknown>[];
    const { document, yaml, runbookUrl, owner, cost, ...detail } = (
      await call(reader, 'GET', '/slos/shop-answers')
    ).body;
    expect(row).toEqual(detail);
    expect(document).toEqual(sloDocument('shop-answers', { target: '99.5' }));
    expect([runbookUrl, owner, cost]).toEqual([null, null, null]);
    expect(yaml).toMatch(
      /^apiVersion: .*\nkind: SLO\nmetadata:\n {2}name: [^]*\nspec:\n {2}subject: shop\n {2}target: .*\n {2}window:[^]*\n {2}indicator:/,
    );
    const again = await call(anna, 'PUT', '/slos/shop-answers', String(yaml), {
      'if-match': '"2"',
    });
    expect([again.status, again.headers['etag']]).toEqual([200, '"2"']);
  });

  it('counts states before the filter by state', async () => {
    const { body } = await call(reader, 'GET', '/slos?budget=healthy');
    expect(body).toMatchObject({
      items: [],
      nextCursor: null,
      asOf: null,
      counts: { total: 1, budget: { healthy: 0, 'no-data': 1 }, burn: { unknown: 1 } },
    });
    expect((await call(reader, 'GET', '/slos?q=nothing')).body).toMatchObject({
      counts: { total: 0 },
    });
  });

  it('pages by cursor without losing or repeating a row', async () => {
    for (const name of ['a-one', 'b-two', 'c-three'])
      await call(anna, 'PUT', `/slos/${name}`, sloDocument(name, {}, { labels: { page: 'yes' } }));
    const names: unknown[] = [];
    for (let cursor: unknown = ''; cursor !== null;) {
      const { body } = await call(
        reader,
        'GET',
        `/slos?sort=name&label=page%3Dyes&limit=2${cursor === '' ? '' : `&cursor=${String(cursor)}`}`,
      );
      names.push(...(body['items'] as { slug: string }[]).map(({ slug }) => slug));
      cursor = body['nextCursor'];
    }
    expect(names).toEqual(['a-one', 'b-two', 'c-three']);
  });

  it('has no reading before its first minute, and says so', async () => {
    expect(await call(reader, 'GET', '/slos/shop-answers/budget')).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });

  it('exports rules for other servers', async () => {
    const plain = await call(reader, 'GET', '/rules');
    expect(plain.headers['content-type']).toMatch('text/yaml');
    expect(plain.text).toContain('name: leitstand-slo-shop-answers');
    expect((await call(reader, 'GET', '/rules?format=prometheusrule')).text).toContain(
      'kind: PrometheusRule',
    );
  });

  it('keeps history and lets go of the subject when deleted', async () => {
    const history = await call(reader, 'GET', '/slos/shop-answers/history');
    expect(
      (history.body['items'] as { version: number; actor: { name: string } }[]).map(
        ({ version, actor }) => [version, actor.name],
      ),
    ).toEqual([
      [2, 'Anna'],
      [1, 'Anna'],
    ]);
    for (const { document } of history.body['items'] as { document: object }[])
      expect(Object.keys(document)).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
    expect(
      (await call(anna, 'DELETE', '/slos/shop-answers', undefined, { 'if-match': '"2"' })).status,
    ).toBe(204);
    expect((await call(reader, 'GET', '/slos/shop-answers')).status).toBe(404);
  });

  it('is applied and exported with the catalog', async () => {
    const text = `apiVersion: leitstand/v1\nkind: Subject\nmetadata: { name: stock }\nspec: { type: service, territory: DE }\n---\napiVersion: leitstand/v1\nkind: SLO\nmetadata: { name: stock-answers }\n${YAML.slice(YAML.indexOf('spec:')).replace('subject: shop', 'subject: stock')}`;
    const applied = await call(anna, 'POST', '/catalog/apply', text);
    expect(applied.body).toMatchObject({
      documents: [
        { kind: 'Subject', outcome: 'created' },
        { kind: 'SLO', name: 'stock-answers', outcome: 'created' },
      ],
    });
    expect((await call(reader, 'GET', '/catalog/export')).text).toContain(
      'apiVersion: leitstand/v1\nkind: SLO\nmetadata:\n  name: stock-answers\nspec:\n  subject: stock\n  target: ',
    );
    expect((await call(reader, 'GET', '/subjects/stock')).body).toMatchObject({ slos: 1 });
    expect((await call(anna, 'DELETE', '/subjects/stock')).body).toMatchObject({
      code: 'conflict',
    });
  });
});

const changed = (change: Record<string, unknown>) => ({
  ...sloDocument('wrong'),
  spec: { ...sloDocument('wrong').spec, ...change },
});
const ratio = (total: string) => ({ indicator: { ratio: { total, bad: 'bad_total' } } });

describe('what is wrong is refused, by field, and nothing is written', () => {
  it.each<[string, object | string, Record<string, string>, number, string, string | null]>([
    ['a target of 100', changed({ target: '100' }), {}, 400, 'validation-failed', 'spec.target'],
    [
      'a target as a number',
      changed({ target: 99.9 }),
      {},
      400,
      'validation-failed',
      'spec.target',
    ],
    [
      'PromQL that does not parse',
      changed(ratio('requests_total{')),
      {},
      400,
      'promql-invalid',
      'spec.indicator.ratio.total',
    ],
    [
      'a rate where a selector belongs',
      changed(ratio('rate(requests_total[5m])')),
      {},
      400,
      'promql-invalid',
      'spec.indicator.ratio.total',
    ],
    ['an unknown field', changed({ colour: 'red' }), {}, 400, 'validation-failed', 'spec.colour'],
    [
      'two windows',
      changed({ window: { rolling: '30d', calendar: 'month' } }),
      {},
      400,
      'validation-failed',
      'spec.window',
    ],
    [
      'a window of a minute',
      changed({ window: { rolling: '1m' } }),
      {},
      400,
      'validation-failed',
      'spec.window.rolling',
    ],
    [
      'a time zone that is none',
      changed({ window: { calendar: 'month', timeZone: 'Mars/Olympus' } }),
      {},
      400,
      'validation-failed',
      'spec.window.timeZone',
    ],
    [
      'another name than the address',
      { ...sloDocument('other') },
      {},
      400,
      'validation-failed',
      'metadata.name',
    ],
    [
      'an unknown subject',
      changed({ subject: 'nothing' }),
      {},
      400,
      'validation-failed',
      'spec.subject',
    ],
    [
      'a subject in a foreign territory',
      changed({ subject: 'shop-ch' }),
      {},
      400,
      'validation-failed',
      'spec.subject',
    ],
    ['YAML that is none', 'spec: [', {}, 400, 'yaml-invalid', 'documents.0'],
    ['a list', [1, 2], {}, 400, 'validation-failed', ''],
    ['a stale ETag', sloDocument('wrong'), { 'if-match': '"7"' }, 412, 'precondition-failed', null],
    [
      'an ETag that is none of ours',
      sloDocument('wrong'),
      { 'if-match': 'seven' },
      400,
      'validation-failed',
      null,
    ],
  ])('%s', async (_, body, headers, status, code, path) => {
    const answer = await call(anna, 'PUT', '/slos/wrong', body, headers);
    expect(answer.body).toMatchObject({
      status,
      code,
      ...(path === null
        ? {}
        : { errors: expect.arrayContaining([expect.objectContaining({ path })]) as unknown }),
    });
    expect(await written()).toEqual({ slos: 0, versions: 0, audit: 0, outbox: 0 });
  });

  it.each([
    ['GET', '/slos?colour=red', 'colour'],
    ['GET', '/slos?limit=100000', 'limit'],
    ['GET', '/slos?cursor=abc', 'cursor'],
    ['GET', '/slos?sort=random', 'sort'],
  ] as const)('%s %s', async (method, path, field) => {
    const answer = await call(reader, method, path);
    expect(answer.body).toMatchObject({
      status: 400,
      code: 'validation-failed',
      errors: [expect.objectContaining({ path: field })],
    });
  });

  it('a reader may not write, whoever is not signed in sees nothing', async () => {
    expect(await call(reader, 'PUT', '/slos/wrong', sloDocument('wrong'))).toMatchObject({
      status: 403,
    });
    expect(await call({ ...reader, headers: {} }, 'GET', '/slos')).toMatchObject({ status: 401 });
  });
});

describe('rules over attributes', () => {
  it.each([{ 'managed-by': 'git' }, { 'data-class': 'personal' }])(
    '%j: refused with 403 before and after the change, and nothing is written',
    async (labels) => {
      const ruled = sloDocument('wrong', {}, { labels });
      expect(await call(anna, 'PUT', '/slos/wrong', ruled)).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
      expect(await call(anna, 'POST', '/catalog/apply', ruled)).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
      expect(await written()).toEqual({ slos: 0, versions: 0, audit: 0, outbox: 0 });
      const allowed = await tokenOf(
        test,
        [
          { role: 'editor', territories: ['DE'] },
          { role: 'approver', territories: ['DE'] },
        ],
        ['slo:write', 'catalog:apply', 'audit:read'],
        ['DE'],
      );
      expect(
        (await call(allowed, 'PUT', '/slos/ruled', sloDocument('ruled', {}, { labels }))).status,
      ).toBe(201);
      expect(await call(anna, 'PUT', '/slos/ruled', sloDocument('ruled'))).toMatchObject({
        status: 403,
      });
      expect(await call(anna, 'DELETE', '/slos/ruled')).toMatchObject({ status: 403 });
      expect((await call(reader, 'GET', '/slos/ruled')).body).toMatchObject({ version: 1, labels });
      expect((await call(allowed, 'DELETE', '/slos/ruled')).status).toBe(204);
    },
  );
});

async function written(): Promise<Record<string, number> | undefined> {
  return asOwner(test, async (client) => {
    const { rows } = await client.query<
      Record<string, number>
    >(`select (select count(*)::int from slos where slug in ('wrong', 'other')) as slos,
      (select count(*)::int from slo_versions v join slos s on s.id = v.slo_id where s.slug in ('wrong', 'other')) as versions,
      (select count(*)::int from audit_events where target_name in ('wrong', 'other')) as audit,
      (select count(*)::int from outbox where ids ?| array['wrong', 'other']) as outbox`);
    return rows[0];
  });
}

it('a list of documents from before texts had limits is sent in pages of some megabytes', async () => {
  const slugs = Array.from({ length: 12 }, (_, n) => `old-${n}`);
  for (const slug of slugs) await call(anna, 'PUT', `/slos/${slug}`, YAML);
  await asOwner(test, (client) =>
    client.query(
      `update slos set document = jsonb_set(document::jsonb, '{metadata,labels}', jsonb_build_object('old', repeat('x', 1000000)))
        where slug like 'old-%'`,
    ),
  );
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Answer = await call(
      anna,
      'GET',
      `/slos?q=old-&sort=name${cursor && `&cursor=${cursor}`}`,
    );
    expect(page.text.length).toBeLessThan(9 * 1024 * 1024);
    seen.push(...(page.body.items as { slug: string }[]).map(({ slug }) => slug));
    cursor = page.body.nextCursor as string | null;
  }
  expect(seen.toSorted()).toEqual(slugs.toSorted());
});
