import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../apps/api/src/platform/config/project-root.js';
import { sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

let test: TestApp;
let editor: TestActor;
beforeAll(async () => {
  test = await startTestApp();
  editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }]);
});
afterAll(() => test.close());

interface Ask {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly payload?: string | object | Buffer;
  readonly headers?: Record<string, string>;
}

async function ask(path: string, { method = 'GET', payload, headers = {} }: Ask = {}) {
  const answer = await test.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...editor.headers, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
  const problem = answer.json() as {
    status: number;
    code: string;
    requestId: string;
    errors?: { path: string; code: string }[];
  };
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect([problem.status, problem.requestId]).toEqual([
    answer.statusCode,
    answer.headers['x-request-id'],
  ]);
  return problem;
}

const put = (payload: string | object | Buffer, headers = {}) =>
  ask('/subjects/x', { method: 'PUT', payload, headers });
const json = { 'content-type': 'application/json' };
const GOOD = { name: 'X', kind: 'service', territory: 'DE' };

describe('bad input', () => {
  it.each([
    ['garbage', () => put('{"name": ', json), 400, 'validation-failed'],
    ['nothing at all', () => put('', json), 400, 'validation-failed'],
    ...(['application/json', 'application/yaml'] as const).flatMap((type) =>
      ['"\xff"', '"\xed\xa0\x80"'].map(
        (name) =>
          [
            `${type} that is no UTF-8`,
            () => put(Buffer.from(`{"name": ${name}}`, 'latin1'), { 'content-type': type }),
            400,
            'validation-failed',
          ] as const,
      ),
    ),
    ...['-1', '0001-01-01T00:00:00Z', '2026-02-30T00:00:00Z', '2026-13-01', 'yesterday', '1'].map(
      (at) =>
        [
          `a time that is none: ${at}`,
          () => ask(`/slos/x/budget?at=${at}`),
          400,
          'validation-failed',
        ] as const,
    ),
    ['a list', () => put([]), 400, 'validation-failed'],
    ...(['{"a":', '['] as const).map(
      (open) =>
        [
          `JSON nested beyond the stack: ${open}`,
          () =>
            ask('/catalog/apply', {
              method: 'POST',
              payload: `${open.repeat(100_000)}1${(open === '[' ? ']' : '}').repeat(100_000)}`,
              headers: { ...json, 'idempotency-key': `deep-${open.length}` },
            }),
          400,
          'validation-failed',
        ] as const,
    ),
    [
      'ten megabytes',
      () => put({ ...GOOD, description: 'x'.repeat(10 * 1024 * 1024) }),
      413,
      'payload-too-large',
    ],
    [
      'a form',
      () => put('name=X&kind=service', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'unsupported-media-type',
    ],
    ['a picture', () => put('x', { 'content-type': 'image/png' }), 415, 'unsupported-media-type'],
    [
      'a polluted prototype',
      () => put('{"__proto__": {"isAdmin": true}, "name": "X"}', json),
      400,
      'validation-failed',
    ],
    [
      'an If-Match that is no tag',
      () => put(GOOD, { 'if-match': 'abc' }),
      400,
      'validation-failed',
    ],
    ['a name that cannot be one', () => ask('/subjects/NOT_A_SLUG'), 400, 'validation-failed'],
    ['a NUL in a path', () => ask('/subjects/%00'), 400, 'validation-failed'],
    ['a NUL in a query', () => ask('/subjects?q=%00'), 400, 'validation-failed'],
    ['a broken escape', () => ask('/subjects/%zz'), 400, 'validation-failed'],
    ['an unknown parameter', () => ask('/subjects?colour=red'), 400, 'validation-failed'],
    ['a limit beyond the limit', () => ask('/subjects?limit=100000'), 400, 'validation-failed'],
    ['a limit that is no number', () => ask('/subjects?limit=many'), 400, 'validation-failed'],
    ['the same parameter twice', () => ask('/subjects?q=a&q=b'), 400, 'validation-failed'],
    ['a path that is not there', () => ask('/nothing/here'), 404, 'not-found'],
    [
      'a method that is not there',
      () => ask('/subjects/x', { method: 'POST', payload: {} }),
      405,
      'method-not-allowed',
    ],
  ])('%s is answered with a coded problem', async (_, work, status, code) => {
    const problem = await work();
    expect([problem.status, problem.code]).toEqual([status, code]);
  });

  it('names every field at fault', async () => {
    const { errors } = await put({
      kind: 'spaceship',
      territory: 'Germany',
      labels: { 'bad key!': 'x', fine: 1 },
      tier: 9,
      colour: 'red',
      team: 'NOT',
    });
    expect(errors?.map(({ path }) => path).sort((a, b) => (a < b ? -1 : 1))).toEqual([
      'colour',
      'kind',
      'labels.bad key!',
      'labels.fine',
      'name',
      'team',
      'territory',
      'tier',
    ]);
  });

  it('text that looks like SQL or markup is kept as it is', async () => {
    const name = `Robert'); drop table subjects;-- <script>alert(1)</script>`;
    const answer = await test.app.inject({
      method: 'PUT',
      url: '/api/v1/subjects/bobby',
      headers: editor.headers,
      payload: { ...GOOD, name },
    });
    expect([answer.statusCode, answer.json().name]).toEqual([201, name]);
  });
});

describe('the contract', () => {
  it('is served to everybody as it is committed', async () => {
    const answer = await test.app.inject({ method: 'GET', url: '/api/v1/openapi.json' });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      200,
      'application/json; charset=utf-8',
    ]);
    expect(answer.json().paths['/subjects/{slug}']).toEqual(
      (
        JSON.parse(readFileSync(join(projectRoot(), 'docs/openapi.json'), 'utf8')) as {
          paths: Record<string, unknown>;
        }
      ).paths['/subjects/{slug}'],
    );
  });
});
