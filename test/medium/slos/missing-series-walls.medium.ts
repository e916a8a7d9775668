import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { MetricsTarget } from '../../harness/metrics-target.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { startTestPrometheus, type TestPrometheus } from '../../harness/test-prometheus.js';
import { until } from '../../harness/until.js';

interface Warning {
  readonly code: string;
  readonly message: string;
  readonly suggestion: string | null;
}
interface Report {
  readonly documents: { readonly outcome: string; readonly warnings: Warning[] }[];
}

const SERIES = {
  'http_requests_total{region="de",service="checkout"}': 100,
  'http_requests_total{region="ch",service="payment",secret="alpha"}': 10,
  'swiss_total{region="ch"}': 1,
} as const;
const SERIES_QUESTIONS = /^\/api\/v1\/(query|query_range|labels|label\/)/;

const target = new MetricsTarget();
/** What Prometheus is asked about series, as it is asked. */
const questions: string[] = [];
const between = createServer((request, response) => {
  void forward(request).then(
    async (answer) => {
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(await answer.text());
    },
    () => response.writeHead(502).end(),
  );
});
let prometheus: TestPrometheus;
let test: TestApp;
let editor: TestActor;
let viewer: TestActor;

async function forward(request: IncomingMessage): Promise<Response> {
  const { method = 'GET', url = '/' } = request;
  const body = await text(request);
  const { pathname, search } = new URL(url, prometheus.url);
  const asked = new URLSearchParams(body || search);
  if (SERIES_QUESTIONS.test(pathname)) {
    const question = asked.get('query') ?? asked.get('match[]') ?? `all of ${pathname}`;
    if (/[a-z]_total|region|all of/.test(question)) questions.push(question);
  }
  const headers = { 'content-type': request.headers['content-type'] ?? 'text/plain' };
  return fetch(`${prometheus.url}${url}`, { method, headers, ...(body ? { body } : {}) });
}

beforeAll(async () => {
  for (const [series, count] of Object.entries(SERIES)) target.add(series, count);
  prometheus = await startTestPrometheus({ targets: { app: await target.listen() } });
  between.listen(0, '127.0.0.1');
  await once(between, 'listening');
  const { port } = between.address() as AddressInfo;
  test = await startTestApp({ LEITSTAND_PROMETHEUS_URL: `http://127.0.0.1:${port}` });
  editor = await sessionOf(test, [
    { role: 'editor', territories: ['DE'] },
    { role: 'approver', territories: ['DE'] },
  ]);
  viewer = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
  await apply([subject('shop')], '');
  await asOwner(test, (client) =>
    client.query(`update territories set matchers = 'region="de"' where code = 'DE'`),
  );
  await until('the target is scraped', async () => {
    const answer = await fetch(`${prometheus.url}/api/v1/query?query=swiss_total`);
    return ((await answer.json()) as { data: { result: object[] } }).data.result.length > 0;
  });
}, 90_000);
afterAll(async () => {
  await test.close();
  between.close();
  between.closeAllConnections();
  await prometheus.close();
  await target.close();
});
beforeEach(() => {
  questions.length = 0;
});

const subject = (name: string, territory = 'DE') => ({
  apiVersion: 'leitstand/v1',
  kind: 'Subject',
  metadata: { name },
  spec: { type: 'service', territory },
});
const slo = (name: string, total: string, of = 'shop') => ({
  apiVersion: 'leitstand/v1',
  kind: 'SLO',
  metadata: { name },
  spec: {
    subject: of,
    target: '99.9',
    window: { rolling: '30d' },
    indicator: { ratio: { total, bad: 'errors_total{region="de"}' } },
  },
});
async function apply(documents: object[], query = '?dryRun=true'): Promise<Report> {
  const answer = await test.app.inject({
    method: 'POST',
    url: `/api/v1/catalog/apply${query}`,
    headers: editor.headers,
    payload: documents,
  });
  return answer.json<Report>();
}
async function warningsOf(total: string): Promise<Warning[]> {
  const { documents } = await apply([slo('probe', total)]);
  expect(documents).toMatchObject([{ outcome: 'created' }]);
  return (documents[0]?.warnings ?? []).map(withSuggestion);
}
/** Reports of apply tell it in words only. */
function withSuggestion({ code, message }: Warning): Warning {
  return { code, message, suggestion: /Did you mean "?([^"?]+)/.exec(message)?.[1] ?? null };
}
const without = (secret: string, warnings: readonly Warning[]) =>
  JSON.stringify(warnings).replaceAll(secret, '');

describe('series of other territories, for an editor whose selectors must carry region="de"', () => {
  it.each([
    ['a label', 'no-series-label', 'http_requests_total{region="de",secret="x"}'],
    ['a value', 'no-series-value', 'http_requests_total{region="de",service="paymen"}'],
    ['a metric', 'no-series-metric', 'swiss_totl{region="de"}'],
    ['a metric, by its name', 'no-series-metric', 'swiss_total{region="de"}'],
  ])('%s: nothing tells of it', async (_what, code, total) => {
    expect(await warningsOf(total)).toMatchObject([{ code, suggestion: null }]);
    expect(questions).not.toEqual([]);
    expect(questions.filter((one) => !one.includes('region="de"'))).toEqual([]);
  });

  it.each([
    ['a.*', 'b.*', (one: string) => `http_requests_total{region="de",secret=~"${one}"}`],
    ['pay.*', 'pax.*', (one: string) => `http_requests_total{region="de",service=~"${one}"}`],
    ['swiss', 'swuss', (one: string) => `${one}_total{region="de"}`],
  ])('a guess %s that fits is answered like %s, which does not', async (right, wrong, written) => {
    const [fits, fitsNot] = [await warningsOf(written(right)), await warningsOf(written(wrong))];
    expect(fits).toHaveLength(1);
    expect(without(right, fits)).toBe(without(wrong, fitsNot));
  });

  it('its own are told of as before', async () => {
    expect(await warningsOf('http_requests_total{region="de",service="chekout"}')).toMatchObject([
      { code: 'no-series-value', suggestion: 'checkout' },
    ]);
    expect(await warningsOf('http_request_total{region="de"}')).toMatchObject([
      {
        suggestion: 'http_requests_total',
        message: expect.stringContaining('there is no metric http_request_total{region="de"}.'),
      },
    ]);
  });

  it.each([
    ['a selector that lacks them', [slo('probe', 'swiss_total')]],
    ['a subject that nobody knows', [slo('probe', 'swiss_total{region="ch"}', 'unknown')]],
    [
      'a subject that comes along for a territory of others',
      [subject('mine', 'CH'), slo('probe', 'swiss_total{region="ch"}', 'mine')],
    ],
    [
      'a subject that would be moved there',
      [subject('shop', 'CH'), slo('probe', 'swiss_total{region="ch"}')],
    ],
  ])('%s: nothing is asked', async (_what, documents) => {
    expect((await apply(documents)).documents.map(({ warnings }) => warnings).flat()).toEqual([]);
    expect(questions).toEqual([]);
  });

  it('a subject that comes along brings the matchers of its territory', async () => {
    const { documents } = await apply([
      subject('new-shop'),
      slo('probe', 'http_requests_total{region="de",service="paymen"}', 'new-shop'),
    ]);
    const warnings = documents.flatMap((one) => one.warnings);
    expect(warnings.map(withSuggestion)).toMatchObject([
      { code: 'no-series-value', suggestion: null },
    ]);
    expect(questions.filter((one) => !one.includes('region="de"'))).toEqual([]);
  });

  it('are not told by the page of an objective or when it is saved', async () => {
    const document = slo('kept', 'http_requests_total{region="de",service="paymen"}');
    const saved = await test.app.inject({
      method: 'PUT',
      url: '/api/v1/slos/kept',
      headers: editor.headers,
      payload: document,
    });
    const told = [{ code: 'no-series-value', suggestion: null }];
    expect(saved.json()).toMatchObject({ warnings: told });
    const page = await test.app.inject({
      method: 'GET',
      url: '/api/v1/slos/kept/series',
      headers: viewer.headers,
    });
    expect(page.json()).toMatchObject({ warnings: told });
    expect(questions.filter((one) => !one.includes('region="de"'))).toEqual([]);
  });
});
