import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { API_TOKEN_PREFIX } from '../../../apps/api/src/access/domain/api-token.js';
import { sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;
/** Limits by address are shared with whatever else is tested: this test has addresses of its own. */
const [OURS, OURS_TOO] = ['198.51.100.41', '198.51.100.42'];

let test: TestApp;
let viewer: TestActor;
let editor: TestActor;
beforeAll(async () => {
  test = await startTestApp({ LEITSTAND_RATE_LIMIT: '480' });
  viewer = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
  editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }]);
  await test.app.listen(0, '127.0.0.1');
});
afterAll(() => test.close());

/** What is answered to the head of a request whose body never comes; the body's time is over long after the test's. */
async function answerToHead(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<[status: number, code: string]> {
  const { hostname, port } = new URL(await test.app.getUrl());
  const socket = connect(Number(port), hostname);
  const lines = Object.entries({
    host: `${hostname}:${port}`,
    'content-type': 'application/json',
    'content-length': String(8 * KILOBYTE),
    connection: 'close',
    'x-forwarded-for': OURS_TOO,
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n{`);
  const text = await new Promise<string>((resolve, reject) => {
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk.toString();
      if (said.includes('"requestId"')) resolve(said);
    });
    socket.on('error', reject);
  });
  socket.destroy();
  return [Number(text.split(' ')[1]), /"code":"([a-z-]+)"/.exec(text)?.[1] ?? ''];
}

describe('without its body a request is told', () => {
  it.each<[string, string, string, () => Record<string, string>, number, string]>([
    ['that there is no such address', 'POST', '/api/v1/nowhere', () => ({}), 404, 'not-found'],
    [
      'that the address takes no such method',
      'POST',
      '/api/v1/subjects/x',
      () => ({}),
      405,
      'method-not-allowed',
    ],
    ['to sign in', 'POST', '/api/v1/tokens', () => ({}), 401, 'unauthenticated'],
    [
      'that nobody has its token',
      'PUT',
      '/api/v1/slos/x',
      () => ({ authorization: `Bearer ${API_TOKEN_PREFIX}${'x'.repeat(43)}` }),
      401,
      'unauthenticated',
    ],
    [
      'which permission it lacks',
      'PUT',
      '/api/v1/slos/x',
      () => ({ ...viewer.headers }),
      403,
      'forbidden',
    ],
    [
      "that it came from another site's page",
      'POST',
      '/api/auth/sign-in/email',
      () => ({ origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }),
      403,
      'forbidden',
    ],
    [
      'that its type is not taken',
      'POST',
      '/api/auth/sign-in/email',
      () => ({ 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'unsupported-media-type',
    ],
    [
      'that it is too large',
      'POST',
      '/api/auth/sign-in/email',
      () => ({ 'content-length': String(64 * KILOBYTE + 1) }),
      413,
      'payload-too-large',
    ],
  ])('%s', async (_, method, path, headers, status, code) => {
    expect(await answerToHead(method, path, headers())).toEqual([status, code]);
  });

  it('that others came too often from there', async () => {
    const accept = () =>
      test.app.inject({
        method: 'POST',
        url: '/api/v1/invitations/acceptance',
        payload: {},
        remoteAddress: OURS_TOO,
      });
    for (let n = 0; n < 4; n += 1) expect((await accept()).statusCode).toBe(400);
    expect(await answerToHead('POST', '/api/v1/invitations/acceptance')).toEqual([
      429,
      'rate-limited',
    ]);
  });
});

describe('a body', () => {
  const send = (method: 'POST' | 'PUT', url: string, payload: string, type = 'application/json') =>
    test.app.inject({
      method,
      url: `/api/v1${url}`,
      payload,
      headers: { ...editor.headers, 'content-type': type },
      remoteAddress: OURS,
    });
  const ofSize = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`;

  it.each<['POST' | 'PUT', string, number, string]>([
    ['POST', '/tokens', 64 * KILOBYTE, '64 kB'],
    ['POST', '/password-resets', 64 * KILOBYTE, '64 kB'],
    ['PUT', '/slos/x', MEGABYTE, '1 MB'],
    ['PUT', '/subjects/x', MEGABYTE, '1 MB'],
    ['PUT', '/teams/x', MEGABYTE, '1 MB'],
    ['PUT', '/environments/x', MEGABYTE, '1 MB'],
    ['POST', '/catalog/apply', MEGABYTE, '1 MB of JSON, or 4 MB of YAML,'],
  ])('of %s %s may have %i bytes', async (method, url, bytes, words) => {
    expect((await send(method, url, ofSize(bytes))).statusCode).toBe(400);
    const larger = await send(method, url, ofSize(bytes + 1));
    expect([larger.statusCode, larger.json().detail]).toEqual([
      413,
      `The body is larger than the ${words} that this address takes. Nothing was changed.`,
    ]);
  });

  it('holds as many values as anything does, whatever it is', async () => {
    const ones = JSON.stringify(Array.from({ length: 100_001 }, () => 1));
    const keys = JSON.stringify(
      Object.fromEntries(Array.from({ length: 20_001 }, (_, n) => [`k${n}`, n])),
    );
    for (const url of ['/subjects/x', '/slos/x', '/teams/x'])
      for (const body of [ones, keys]) {
        const { statusCode, json } = await send('PUT', url, body);
        expect([statusCode, json().errors]).toMatchObject([400, [{ code: 'too-large' }]]);
      }
  });

  it('of very many faults names the first', async () => {
    const body = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`k${n}`, n]));
    for (const url of ['/subjects/x', '/slos/x']) {
      const { statusCode, json } = await send('PUT', url, JSON.stringify(body));
      expect(statusCode).toBe(400);
      expect(json().errors.length).toBeLessThanOrEqual(100);
    }
  });
});
