import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, tokenOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

let test: TestApp;
let editor: TestActor;
let approver: TestActor;
let pipeline: TestActor;

beforeAll(async () => {
  test = await startTestApp();
  const grants = [{ role: 'editor', territories: ['DE'] }] as const;
  editor = await sessionOf(test, grants);
  approver = await sessionOf(test, [...grants, { role: 'approver', territories: ['DE'] }]);
  pipeline = await tokenOf(
    test,
    grants,
    ['catalog:apply', 'subject:write', 'team:write', 'environment:write'],
    ['DE'],
  );
});
afterAll(() => test.close());

const call = (
  actor: TestActor,
  method: 'PUT' | 'DELETE' | 'POST',
  path: string,
  payload?: object,
) =>
  test.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: actor.headers,
    ...(payload ? { payload } : {}),
  });

const document = (kind: string, name: string, spec: object, labels: object = {}) => ({
  apiVersion: 'leitstand/v1',
  kind,
  metadata: { name, labels },
  spec: { territory: 'DE', ...spec },
});

/** Everything that a write would leave behind. */
const written = () =>
  asOwner(test, async (client) => {
    const tables = ['teams', 'environments', 'subjects'].map(
      (table) =>
        `(select jsonb_agg(jsonb_build_array(slug, version) order by slug) from ${table}) as ${table}`,
    );
    const { rows } = await client.query(
      `select ${tables.join(', ')}, (select count(*)::int from audit_events) as audit, (select count(*)::int from outbox) as outbox`,
    );
    return rows[0] as Record<string, unknown>;
  });

async function expectRefused(
  actor: TestActor,
  method: 'PUT' | 'DELETE' | 'POST',
  path: string,
  payload?: object,
): Promise<string> {
  const before = await written();
  const answer = await call(actor, method, path, payload);
  expect([method, path, answer.statusCode, answer.json().code]).toEqual([
    method,
    path,
    403,
    'forbidden',
  ]);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(await written()).toEqual(before);
  return answer.body;
}

const CUSTOMERS = { name: 'Customers', kind: 'service', territory: 'DE' };

describe('rules over attributes in the catalog', () => {
  it('keep personal data from an editor, by its old and by its new class', async () => {
    expect(
      (await call(approver, 'PUT', '/subjects/customers', { ...CUSTOMERS, dataClass: 'personal' }))
        .statusCode,
    ).toBe(201);
    expect(
      await expectRefused(editor, 'PUT', '/subjects/customers', {
        ...CUSTOMERS,
        dataClass: 'business',
      }),
    ).toContain('data class');
    await expectRefused(editor, 'DELETE', '/subjects/customers');
    await expectRefused(
      editor,
      'POST',
      '/catalog/apply',
      document('Subject', 'customers', { type: 'service', dataClass: 'business' }),
    );
    expect(
      (await call(editor, 'PUT', '/subjects/orders', { ...CUSTOMERS, dataClass: 'business' }))
        .statusCode,
    ).toBe(201);
    await expectRefused(editor, 'PUT', '/subjects/orders', { ...CUSTOMERS, dataClass: 'personal' });
    expect((await call(approver, 'DELETE', '/subjects/customers')).statusCode).toBe(204);
  });

  it('keep what a repository manages from everybody but its pipeline', async () => {
    const git = { 'managed-by': 'git' };
    const environment = { purpose: '', availability: '', access: '', owner: 'x' };
    const documents = [
      document('Subject', 'from-git', { type: 'service' }, git),
      document('Team', 'from-git', {}, git),
      document('Environment', 'from-git', environment, git),
    ];
    for (const one of documents) await expectRefused(approver, 'POST', '/catalog/apply', one);
    const applied = await call(pipeline, 'POST', '/catalog/apply', documents);
    expect([applied.statusCode, applied.json().documents.length]).toEqual([200, 3]);
    const bodies = {
      subjects: CUSTOMERS,
      teams: { name: 'T', territory: 'DE' },
      environments: { ...environment, name: 'E', territory: 'DE' },
    };
    for (const [path, body] of Object.entries(bodies)) {
      expect(
        await expectRefused(approver, 'PUT', `/${path}/from-git`, { ...body, labels: {} }),
      ).toContain('git repository');
      await expectRefused(approver, 'DELETE', `/${path}/from-git`);
      await expectRefused(approver, 'PUT', `/${path}/by-hand`, { ...body, labels: git });
    }
    expect((await call(pipeline, 'DELETE', '/subjects/from-git')).statusCode).toBe(204);
  });
});
