import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { text as body } from 'node:stream/consumers';
import { sessionOf, tokenOf, type TestActor } from '../../harness/actors.js';
import { MetricsTarget } from '../../harness/metrics-target.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { startTestPrometheus, type TestPrometheus } from '../../harness/test-prometheus.js';
import { until } from '../../harness/until.js';
import { cliOf, listen } from '../cli/cli.js';

interface Warning {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly suggestion: string | null;
  readonly lastSeenAt: string | null;
}

const HOUR_MS = 3_600_000;
const SERIES = {
  'http_requests_total{service="checkout",code="200"}': 100,
  'http_requests_total{service="payment",code="404"}': 10,
  'duration_seconds_bucket{service="checkout",le="0.25"}': 80,
  'duration_seconds_bucket{service="checkout",le="0.5"}': 90,
  'duration_seconds_bucket{service="checkout",le="+Inf"}': 100,
  'proxy_responses_total{code="2xx"}': 3,
  queue_depth: 3,
  'pool_connections{service="checkout"}': 7,
  'payload_bytes_sum{service="checkout"}': 900,
  'endless_bucket{service="checkout",le="0.1"}': 3,
  'endless_bucket{service="checkout",le="0.5"}': 3,
} as const;

const target = new MetricsTarget();
const goneAt = Date.now() - 3 * HOUR_MS;
let prometheus: TestPrometheus;
let test: TestApp;
let editor: TestActor;
let url: string | undefined;

beforeAll(async () => {
  for (const [series, count] of Object.entries(SERIES)) target.add(series, count);
  target.declare('pool_connections', 'gauge');
  target.declare('payload_bytes', 'summary');
  target.declare('http_requests_total', 'counter');
  prometheus = await startTestPrometheus({
    targets: { app: await target.listen() },
    history: history(),
  });
  test = await startTestApp({ LEITSTAND_PROMETHEUS_URL: prometheus.url });
  editor = await editorOf(test);
  await until('the target is scraped', async () => {
    const answer = await fetch(`${prometheus.url}/api/v1/query?query=queue_depth`);
    return ((await answer.json()) as { data: { result: object[] } }).data.result.length > 0;
  });
}, 90_000);
afterAll(async () => {
  await test.close();
  await prometheus.close();
  await target.close();
});

/** A counter that was there until three hours ago, and two of the last hour, of which the one that should be the part grows faster. */
function history(): string {
  const lines = ['# TYPE gone counter'];
  for (let at = goneAt - 2 * HOUR_MS; at <= goneAt; at += 60_000)
    lines.push(`gone_total{service="checkout"} ${at / 1e9} ${Math.round(at / 1000)}`);
  for (const [name, pace] of [
    ['arrivals', 100],
    ['departures', 120],
  ] as const) {
    lines.push(`# TYPE ${name} counter`);
    for (let ago = 55; ago >= 2; ago -= 1)
      lines.push(
        `${name}_total{service="checkout"} ${pace * (60 - ago)} ${Math.round(Date.now() / 1000) - ago * 60}`,
      );
  }
  return `${lines.join('\n')}\n# EOF\n`;
}

async function editorOf(app: TestApp): Promise<TestActor> {
  const actor = await sessionOf(app, [
    { role: 'editor', territories: ['DE'] },
    { role: 'approver', territories: ['DE'] },
  ]);
  const subject = { apiVersion: 'leitstand/v1', kind: 'Subject', metadata: { name: 'shop' } };
  await app.app.inject({
    method: 'POST',
    url: '/api/v1/catalog/apply',
    headers: actor.headers,
    payload: [{ ...subject, spec: { type: 'service', territory: 'DE' } }],
  });
  return actor;
}

const slo = (name: string, indicator: object) => ({
  apiVersion: 'leitstand/v1',
  kind: 'SLO',
  metadata: { name },
  spec: { subject: 'shop', target: '99.9', window: { rolling: '30d' }, indicator },
});
const ratio = (total: string, bad: string) => ({ ratio: { total, bad } });
const checkout = (more = '') => `http_requests_total{service="checkout"${more}}`;
const latency = (histogram: string, threshold: string, expression = 'queue_depth') => ({
  latency: {
    histogram,
    regimes: [
      { name: 'peak', threshold: '500ms', when: { expression, above: 40, release: 30 } },
      { name: 'normal', threshold },
    ],
  },
});
const put = (document: ReturnType<typeof slo>, app = test, actor = editor) =>
  app.app.inject({
    method: 'PUT',
    url: `/api/v1/slos/${document.metadata.name}`,
    headers: actor.headers,
    payload: document,
  });
const get = async <T>(path: string, app = test, actor = editor) =>
  (
    await app.app.inject({ method: 'GET', url: `/api/v1${path}`, headers: actor.headers })
  ).json<T>();
async function warningsOf(name: string, indicator: object): Promise<Warning[]> {
  const answer = await put(slo(name, indicator));
  expect([answer.statusCode, answer.json()]).toMatchObject([201, {}]);
  return answer.json<{ warnings: Warning[] }>().warnings;
}

describe('a selector that matches no series, when its objective is saved', () => {
  it.each([
    ['ratio', ratio(checkout(), checkout(',code=~"5.."'))], // no error yet
    ['own-errors', ratio(checkout(), 'http_errors_total{service="checkout"}')], // born with the first
    ['latency', latency('duration_seconds{service="checkout"}', '250ms')],
    ['codes-by-class', ratio('proxy_responses_total', 'proxy_responses_total{code="5xx"}')],
    ['not-by-class', ratio('proxy_responses_total', 'proxy_responses_total{code!="2xx"}')],
    ['does-without', latency('duration_seconds', '250ms', 'night_shift or vector(0)')],
  ])('%s: nothing is said of what is as it should be', async (name, indicator) => {
    expect(await warningsOf(name, indicator)).toEqual([]);
  });

  it.each([
    [
      'typo-in-value',
      ratio('http_requests_total{service="chekout"}', checkout(',code=~"5.."')),
      [['ratio.total', 'no-series-value', 'checkout']],
    ],
    [
      'typo-in-both',
      ratio(
        'http_requests_total{service="chekout"}',
        'http_requests_total{service="chekout",code=~"5.."}',
      ),
      [
        ['ratio.total', 'no-series-value', 'checkout'],
        ['ratio.bad', 'no-series-value', 'checkout'],
      ],
    ],
    [
      'typo-in-metric',
      ratio('http_request_total{service="checkout"}', checkout(',code=~"5.."')),
      [['ratio.total', 'no-series-metric', 'http_requests_total']],
    ],
    [
      'typo-in-label-of-errors',
      ratio(checkout(), checkout(',cod=~"5.."')),
      [['ratio.bad', 'no-series-label', 'code']],
    ],
    [
      'no-such-pair',
      ratio(checkout(',code="404"'), checkout(',code=~"5.."')),
      [['ratio.total', 'no-series-combination', null]],
    ],
    [
      'no-bucket-there',
      latency('duration_seconds{service="checkout"}', '450ms'),
      [['latency.regimes.1.threshold', 'no-series-bucket', '500ms']],
    ],
    [
      'counter-as-histogram',
      latency('http_requests_total{service="checkout"}', '250ms'),
      [['latency.histogram', 'no-series-histogram', null]],
    ],
    [
      'typo-in-metric-of-errors',
      ratio(checkout(), 'http_requests_totl{service="checkout",code=~"5.."}'),
      [['ratio.bad', 'no-series-metric', 'http_requests_total']],
    ],
    [
      'letter-among-numbers',
      ratio(checkout(), checkout(',code="20O"')),
      [['ratio.bad', 'no-series-value', '200']],
    ],
    [
      'class-of-codes',
      ratio(checkout(), checkout(',code="5xx"')),
      [['ratio.bad', 'no-series-pattern', 'code=~"5.."']],
    ],
    [
      'pattern-as-text',
      ratio(checkout(), checkout(',code="5.."')),
      [['ratio.bad', 'no-series-pattern', 'code=~"5.."']],
    ],
    [
      'all-but-a-pattern',
      ratio(checkout(), checkout(',code!="2.."')),
      [['ratio.bad', 'no-series-pattern', 'code!~"2.."']],
    ],
    [
      'pattern-of-own-errors',
      ratio(checkout(), 'http_errors_total{code="5.*"}'),
      [['ratio.bad', 'no-series-pattern', 'code=~"5.*"']],
    ],
    [
      'typo-in-histogram',
      latency('duration_second{service="checkout"}', '250ms'),
      [['latency.histogram', 'no-series-metric', 'duration_seconds']],
    ],
    [
      'typo-in-signal',
      latency('duration_seconds', '250ms', 'max(queue_dept)'),
      [['latency.regimes.0.when.expression', 'no-series-metric', 'queue_depth']],
    ],
  ])('%s: its field, what is missing, what may have been meant', async (name, indicator, told) => {
    const warnings = await warningsOf(name, indicator);
    expect(
      warnings.map(({ path, code, suggestion }) => [path.slice(15), code, suggestion]),
    ).toEqual(told);
  });

  it.each([
    [
      'gauge',
      ratio('pool_connections', 'pool_connections{service="checkout"}'),
      [
        ['ratio.total', 'not-a-counter', null],
        ['ratio.bad', 'not-a-counter', null],
      ],
    ],
    [
      'sum',
      ratio('payload_bytes_sum', 'payload_bytes_sum{service="checkout"}'),
      [
        ['ratio.total', 'not-a-count', 'payload_bytes_count'],
        ['ratio.bad', 'not-a-count', 'payload_bytes_count'],
      ],
    ],
    [
      'other-spelling',
      ratio('duration_seconds_bucket{le="+Inf"}', 'duration_seconds_bucket{le="0.250"}'),
      [['ratio.bad', 'no-series-spelling', '0.25']],
    ],
    [
      'without-end',
      latency('endless', '100ms'),
      [['latency.histogram', 'no-series-infinite', null]],
    ],
    [
      'more-than-all',
      ratio('arrivals_total{service="checkout"}', 'departures_total{service="checkout"}'),
      [['ratio.bad', 'part-over-total', null]],
    ],
    ['less-than-all', ratio('departures_total', 'arrivals_total'), []],
  ])('%s: what is not what it is taken for', async (name, indicator, told) => {
    const warnings = await warningsOf(name, indicator);
    expect(
      warnings.map(({ path, code, suggestion }) => [path.slice(15), code, suggestion]),
    ).toEqual(told);
    const page = await get<{ checkedAt: string | null; warnings: Warning[] }>(
      `/slos/${name}/series`,
    );
    expect(page.checkedAt).not.toBeNull();
    expect(page.warnings).toEqual(warnings);
  });

  it.each(['?dryRun=true', ''])('is told of in the report of catalog apply%s', async (query) => {
    const documents = [
      slo('applied', ratio('http_requests_total{service="chekout"}', checkout(',code=~"5.."'))),
      slo('applied-well', ratio(checkout(), checkout(',code=~"5.."'))),
    ];
    const answer = await test.app.inject({
      method: 'POST',
      url: `/api/v1/catalog/apply${query}`,
      headers: editor.headers,
      payload: documents,
    });
    expect(answer.json()).toMatchObject({
      documents: [
        {
          outcome: 'created',
          warnings: [
            {
              path: 'spec.indicator.ratio.total',
              code: 'no-series-value',
              message:
                'http_requests_total{service="chekout"} matches no series in Prometheus: http_requests_total exists, but not with service="chekout". Did you mean "checkout"?',
            },
          ],
        },
        { outcome: 'created', warnings: [] },
      ],
    });
  });

  it.each(['slo apply -f -', 'slo apply --dry-run -f -', 'catalog apply -f -'])(
    'is told of by leitstand %s, beside its data and not under --quiet',
    async (words) => {
      const scopes = ['slo:read', 'slo:write', 'catalog:apply', 'subject:read'] as const;
      const grants = [{ role: 'admin', territories: ['DE'] }] as const;
      url ??= await listen(test);
      const cli = cliOf(url, await tokenOf(test, grants, scopes, ['DE']));
      const text = JSON.stringify(
        slo('by-hand', ratio('http_requests_total{service="chekout"}', 'http_errors_total')),
      );
      const { code, out, err } = await cli(words, text);
      expect([code, err]).toEqual([
        0,
        expect.stringMatching(
          /^leitstand: warning: (SLO )?by-hand: spec\.indicator\.ratio\.total: .* Did you mean "checkout"\?$/m,
        ) as unknown,
      ]);
      expect(out).not.toContain('chekout');
      expect((await cli(`${words} --quiet`, text)).err).toBe('');
    },
  );

  it('is told of as long as it is so, and since when', async () => {
    await warningsOf('vanished', ratio('gone_total{service="checkout"}', 'gone_errors_total'));
    const { checkedAt, warnings } = await get<{ checkedAt: string; warnings: Warning[] }>(
      '/slos/vanished/series',
    );
    expect(Date.now() - Date.parse(checkedAt)).toBeLessThan(60_000);
    expect(warnings).toMatchObject([{ code: 'no-series-metric' }]);
    const ago = Date.parse(warnings[0]?.lastSeenAt ?? '') - goneAt;
    expect(Math.abs(ago)).toBeLessThanOrEqual(10 * 60_000); // steps of five minutes, and five during which a sample counts
    expect(await get('/slos/ratio/series')).toMatchObject({ warnings: [] });
  });
});

describe('a Prometheus that cannot be asked', () => {
  it.each(['refuses', 'says nothing'])(
    'that %s: saves as before, without a warning and without a long wait',
    async (how) => {
      const silent = createServer().listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const { port } = silent.address() as AddressInfo;
      if (how === 'refuses') silent.close();
      const app = await startTestApp({ LEITSTAND_PROMETHEUS_URL: `http://127.0.0.1:${port}` });
      try {
        const actor = await editorOf(app);
        const since = performance.now();
        const answer = await put(slo('away', ratio('a_total', 'b_total')), app, actor);
        expect(performance.now() - since).toBeLessThan(8000);
        expect([answer.statusCode, answer.json()]).toMatchObject([201, { warnings: [] }]);
        const check = await get('/slos/away/series', app, actor);
        expect(check).toEqual({ checkedAt: null, warnings: [] });
        const buckets = await put(slo('buckets', ratio('d_count', 'd_bucket')), app, actor);
        expect(buckets.json()).toMatchObject({ warnings: [{ code: 'several-buckets' }] });
      } finally {
        await app.close();
        silent.close();
      }
    },
    30_000,
  );
});

it('a selector that Prometheus refuses is an answer: others are looked for at once', async () => {
  const server = createHttp((request, response) => {
    void body(request).then((form) => {
      const query = new URLSearchParams(form).get('query') ?? '';
      const bad = { status: 'error', errorType: 'bad_data', error: 'parse error' };
      const none = { status: 'success', data: { resultType: 'vector', result: [] } };
      const labels = { status: 'success', data: [] };
      const isQuery = request.url === '/api/v1/query';
      const refused = isQuery && query.includes('refused_total');
      const answer = refused ? bad : isQuery ? none : labels;
      response.writeHead(refused ? 400 : 200).end(JSON.stringify(answer));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const app = await startTestApp({ LEITSTAND_PROMETHEUS_URL: `http://127.0.0.1:${port}` });
  try {
    const actor = await editorOf(app);
    const refused = ratio('refused_total', 'refused_total{code="5"}');
    expect((await put(slo('refused', refused), app, actor)).json()).toMatchObject({ warnings: [] });
    const next = await put(slo('next', ratio('no_total', 'no_total{code="5"}')), app, actor);
    expect(next.json<{ warnings: Warning[] }>().warnings).not.toEqual([]);
  } finally {
    await app.close();
    server.closeAllConnections();
    server.close();
  }
}, 30_000);
