import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeRules } from '../../harness/fake-rules.js';
import { sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { startTestPrometheus } from '../../harness/test-prometheus.js';

const server = new FakeRules();
let test: TestApp;
let editor: TestActor;
let url: string;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  url = await server.listen();
  test = await startTestApp({ LEITSTAND_PROMETHEUS_URL: url });
  editor = await editorOf(test);
  const subject = { apiVersion: 'leitstand/v1', kind: 'Subject', metadata: { name: 'shop' } };
  await apply([{ ...subject, spec: { type: 'service', territory: 'DE' } }]);
}, 60_000);
afterAll(async () => {
  await test.close();
  await server.close();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
beforeEach(() => {
  Object.assign(server, { away: false, parsed: 0, misreads: 'refused_by_server' });
  server.asked = () => undefined;
});

/** An API of a test's own, which has asked nothing yet. */
async function another(prometheus = url): Promise<TestApp> {
  const app = await startTestApp({ LEITSTAND_PROMETHEUS_URL: prometheus });
  closing.push(() => app.close());
  return app;
}

const editorOf = (app: TestApp) =>
  sessionOf(app, [
    { role: 'editor', territories: ['DE'] },
    { role: 'approver', territories: ['DE'] },
  ]);

const slo = (name: string, indicator: object) => ({
  apiVersion: 'leitstand/v1',
  kind: 'SLO',
  metadata: { name },
  spec: { subject: 'shop', target: '99.9', window: { rolling: '30d' }, indicator },
});
const ratio = (name: string, bad: string) =>
  slo(name, { ratio: { total: `total_${name.replaceAll('-', '_')}`, bad } });
const regimes = (expression: string) => ({
  latency: {
    histogram: 'duration',
    regimes: [
      { name: 'peak', threshold: '450ms', when: { expression, above: 40, release: 30 } },
      { name: 'normal', threshold: '200ms' },
    ],
  },
});

const apply = (documents: readonly object[], query = '') =>
  test.app.inject({
    method: 'POST',
    url: `/api/v1/catalog/apply${query}`,
    headers: editor.headers,
    payload: documents,
  });
const put = (document: ReturnType<typeof slo>, app = test, actor = editor) =>
  app.app.inject({
    method: 'PUT',
    url: `/api/v1/slos/${document.metadata.name}`,
    headers: actor.headers,
    payload: document,
  });
const fields = (answer: { json(): unknown }) =>
  (answer.json() as { errors: { path: string; code: string; message: string }[] }).errors;

describe('an expression that Prometheus refuses, when a document is saved', () => {
  it('is a fault of its field, in the words of Prometheus, and nothing is written', async () => {
    const answer = await put(slo('regimes', regimes('sum(refused_by_server)')));
    expect([answer.statusCode, answer.json()]).toMatchObject([400, { code: 'promql-invalid' }]);
    expect(fields(answer)).toEqual([
      {
        path: 'spec.indicator.latency.regimes.0.when.expression',
        code: 'promql-refused',
        message: 'Prometheus: 1:1: parse error: unexpected refused_by_server',
      },
    ]);
    const read = { method: 'GET', url: '/api/v1/slos/regimes', headers: editor.headers } as const;
    expect((await test.app.inject(read)).statusCode).toBe(404);
  });

  it.each(['', '?dryRun=true'])('names the document in catalog apply%s', async (query) => {
    const answer = await apply(
      [ratio('one', 'b_total'), ratio('two', 'refused_by_server_total')],
      query,
    );
    const [fault] = query
      ? (answer.json() as { documents: { errors: object[] }[] }).documents.flatMap((d) => d.errors)
      : fields(answer);
    expect(fault).toMatchObject({
      path: expect.stringMatching(/spec\.indicator\.ratio\.bad$/) as unknown,
      code: 'promql-refused',
      message: expect.stringContaining('unexpected refused_by_server') as unknown,
    });
  });

  it('is told beside what we find ourselves, never twice of one field', async () => {
    const both = slo('both', {
      ratio: { total: 'sum(refused_by_server', bad: 'refused_by_server' },
    });
    const answer = await apply([both]);
    expect(fields(answer).map(({ path, code }) => [path.split('.').at(-1), code])).toEqual([
      ['total', 'promql-syntax'],
      ['bad', 'promql-refused'],
    ]);
  });
});

describe('a document is saved as before', () => {
  it('when Prometheus is away, and it is left alone for a while', async () => {
    server.away = true;
    expect((await put(ratio('away', 'refused_by_server_away'))).statusCode).toBe(201);
    server.away = false;
    expect((await put(ratio('quiet', 'refused_by_server_quiet'))).statusCode).toBe(201);
    expect(server.parsed).toBe(0);
  });

  it('when Prometheus is too old to parse for us', async () => {
    const old = await another();
    server.misreads = null;
    const actor = await editorOf(old);
    const answer = await put(ratio('old', 'refused_by_server'), old, actor);
    expect(fields(answer).map(({ code }) => code)).toEqual(['unknown-subject']);
  });
});

describe('a large apply', () => {
  it('asks about each expression once', async () => {
    const app = await another();
    const actor = await editorOf(app);
    const subject = { apiVersion: 'leitstand/v1', kind: 'Subject', metadata: { name: 'shop' } };
    const documents = [
      { ...subject, spec: { type: 'service', territory: 'DE' } },
      ...Array.from({ length: 1000 }, (_, i) => ratio(`many-${i}`, 'b_total')),
    ];
    for (let run = 1; run <= 2; run += 1) {
      const answer = await app.app.inject({
        method: 'POST',
        url: '/api/v1/catalog/apply?dryRun=true',
        headers: actor.headers,
        payload: documents,
      });
      expect(answer.statusCode).toBe(200);
    }
    expect(server.parsed).toBeGreaterThan(0);
    // On a slow machine the first run may end before all are answered; those on their way then are asked about again.
    expect(server.parsed).toBeLessThanOrEqual(1001 + 8);
  }, 60_000);

  it('does not wait for a server that answers nothing', async () => {
    const app = await another();
    const actor = await editorOf(app);
    const answer = Promise.withResolvers<void>();
    server.asked = () => answer.promise;
    const since = performance.now();
    await put(ratio('slow', 'b_total'), app, actor);
    expect(performance.now() - since).toBeLessThan(8000);
    answer.resolve();
  }, 30_000);
});

describe('a real Prometheus', () => {
  it('says itself what it refuses', async () => {
    const prometheus = await startTestPrometheus();
    closing.push(() => prometheus.close());
    const app = await another(prometheus.url);
    const actor = await editorOf(app);
    const answer = await put(slo('real', regimes('topk(up)')), app, actor);
    expect(answer.statusCode).toBe(400);
    expect(fields(answer)).toMatchObject([
      { path: 'spec.indicator.latency.regimes.0.when.expression' },
    ]);
  }, 60_000);
});
