import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf } from '../../harness/actors.js';
import { FakeRules } from '../../harness/fake-rules.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';

const server = new FakeRules();
let test: TestApp;

beforeAll(async () => {
  test = await startTestApp({ LEITSTAND_PROMETHEUS_URL: await server.listen() });
}, 60_000);
afterAll(async () => {
  await test.close();
  await server.close();
});

interface Part {
  readonly name: string;
  readonly state: string;
  readonly detail: { readonly code: string } | null;
}
async function rules(): Promise<Part | undefined> {
  const answer = await test.app.inject({ method: 'GET', url: '/api/v1/status' });
  return (answer.json() as { components: Part[] }).components.find(({ name }) => name === 'rules');
}
const become = (state: string) =>
  until(`rules are ${state}`, async () => {
    const part = await rules();
    return part?.state === state && part;
  });

describe('the status of the rules', () => {
  it('says when Prometheus did not load what it was given, whoever wrote it, and when it did', async () => {
    await become('up');
    server.sound = false;
    expect(await become('degraded')).toMatchObject({ detail: { code: 'rules-not-loaded' } });
    server.sound = true;
    expect(await become('up')).toMatchObject({ detail: null });
  }, 30_000);

  it('counts what was refused, names nothing, and is up: it is for everybody, and one editor’s SLO is no affair of the instance', async () => {
    const editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }]);
    const put = (path: string, payload: object) =>
      test.app.inject({ method: 'PUT', url: `/api/v1${path}`, payload, headers: editor.headers });
    await put('/subjects/secret', { name: 'Secret', kind: 'service', territory: 'DE' });
    const indicator = { ratio: { total: 'a', bad: 'a{code="500"}' } };
    const spec = { subject: 'secret', target: '99', window: { rolling: '30d' }, indicator };
    expect((await put('/slos/secret-slo', { spec })).statusCode).toBe(201);
    await asOwner(test, (client) => client.query("update slos set rules_state = 'failed'"));
    const told = () =>
      until('the status tells of it', async () => {
        const part = await rules();
        return part?.detail?.code === 'rules-failed' && part;
      });
    const seen = await told();
    expect(seen).toMatchObject({ state: 'up', detail: { code: 'rules-failed', count: 1 } });
    expect(JSON.stringify(seen)).not.toContain('secret');
    await asOwner(test, (client) =>
      client.query("update slos set rules_message = 'write /wal/1: no space left on device'"),
    );
    expect(await become('degraded')).toMatchObject({ detail: { code: 'rules-failed', count: 1 } });
    await asOwner(test, (client) =>
      client.query(
        "update slos set rules_message = 'Prometheus has not loaded leitstand-slo-a: does it read the rules folder?'",
      ),
    );
    expect(
      await until('the status tells of it', async () => {
        const part = await rules();
        return part?.detail?.code === 'rules-missing' && part;
      }),
    ).toMatchObject({ state: 'down', detail: { count: 1 } });
    server.loaded = new Map([['other.yaml', 'groups: [{ name: leitstand-slo-other, rules: [] }]']]);
    expect(await become('degraded')).toMatchObject({ detail: { code: 'rules-missing', count: 1 } });
  }, 30_000);
});
