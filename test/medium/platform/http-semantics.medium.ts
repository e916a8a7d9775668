import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

const PAGE = `<!doctype html><title>Leitstand</title>${'<!-- the console -->'.repeat(100)}`;
const SCRIPT = `globalThis.leitstand = ${JSON.stringify('x'.repeat(5000))};`;

let test: TestApp;
let editor: TestActor;
let console_: string;

beforeAll(async () => {
  console_ = mkdtempSync(join(tmpdir(), 'console-'));
  await mkdir(join(console_, 'assets'));
  for (const [name, text] of [
    ['index.html', PAGE],
    ['robots.txt', 'User-agent: *\nDisallow: /\n'],
    ['unreachable.html', '<!doctype html><title>Nobody answers</title>'],
    ['assets/main-1a2b.js', SCRIPT],
  ] as const)
    writeFileSync(join(console_, name), text);
  writeFileSync(join(console_, 'assets/main-1a2b.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(console_, 'assets/main-1a2b.js.gz'), gzipSync(SCRIPT));
  test = await startTestApp({
    LEITSTAND_CONSOLE_DIR: console_,
    LEITSTAND_ALLOWED_HOSTS: 'api.svc',
  });
  editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }]);
  for (const slug of ['shop', 'till'])
    await ask(
      'PUT',
      `/api/v1/subjects/${slug}`,
      {},
      { name: slug, kind: 'service', territory: 'DE' },
    );
});
afterAll(async () => {
  await test.close();
  rmSync(console_, { recursive: true });
});

type Method = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'PATCH' | 'DELETE' | 'OPTIONS';

/** @param headers added to a session's */
async function ask(
  method: Method | 'PROPFIND',
  url: string,
  headers: Record<string, string> = {},
  payload?: object,
) {
  return test.app.inject({
    method: method as 'GET',
    url,
    headers: { ...editor.headers, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
}
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('an address where there is nothing', () => {
  it.each(['/metrics', '/-/ready', '/-/healthy', '/nothing', '/api/v1/nothing', '/api', '/x.js'])(
    'is 404 to a program: %s',
    async (url) => {
      const answer = await ask('GET', url);
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'not-found']);
    },
  );

  it('is 404 to a browser, too, which the console explains', async () => {
    const answer = await ask('GET', '/metrics', browser);
    expect([answer.statusCode, answer.body]).toEqual([404, PAGE]);
  });

  it('is no page of the console, which have one each; robots are told to stay out', async () => {
    for (const url of ['/', '/slos', '/slos/a-b', '/slos/a-b/edit', '/settings/people', '/slos/'])
      expect([url, (await ask('GET', url)).statusCode]).toEqual([url, 200]);
    const robots = await ask('GET', '/robots.txt');
    expect([robots.statusCode, robots.body]).toEqual([200, 'User-agent: *\nDisallow: /\n']);
  });

  it('is no file beside the console; the page of the console has no second address', async () => {
    expect((await ask('GET', '/unreachable.html')).body).toContain('Nobody answers');
    expect((await ask('GET', '/index.html')).statusCode).toBe(404);
  });

  it('is shown to people by the console, where a program is told what is wrong', async () => {
    const page = await ask('GET', '/slos?q=%00', browser);
    expect([page.statusCode, page.body]).toEqual([200, PAGE]);
    for (const [broken, readable] of [
      ['/%E0%A4%A', '/%25E0%25A4%25A'],
      ['/slos/%zz?sort=name', '/slos/%25zz?sort=name'],
    ]) {
      const { statusCode, headers } = await ask('GET', broken ?? '', browser);
      expect([statusCode, headers.location]).toEqual([302, readable]);
      expect((await ask('GET', broken ?? '')).json()).toMatchObject({ status: 400 });
    }
    for (const url of ['/api/v1/slos?q=%00', '/api/v1/%zz'])
      expect((await ask('GET', url, browser)).json()).toMatchObject({ status: 400 });
  });
});

describe('a method that an address does not take', () => {
  it.each([
    ['POST', '/api/v1/subjects/shop', 'DELETE, GET, HEAD, OPTIONS, PUT'],
    ['PROPFIND', '/api/v1/subjects/shop', 'DELETE, GET, HEAD, OPTIONS, PUT'],
    ['GET', '/api/v1/catalog/apply', 'OPTIONS, POST'],
    ['DELETE', '/api/v1/status', 'GET, HEAD, OPTIONS'],
    ['POST', '/livez', 'GET, HEAD, OPTIONS'],
    ['POST', '/slos', 'GET, HEAD, OPTIONS'],
    ['PUT', '/assets/main-1a2b.js', 'GET, HEAD, OPTIONS'],
  ] as const)('is 405, and told which it takes: %s %s', async (method, url, allow) => {
    const answer = await ask(method, url);
    expect([answer.statusCode, answer.headers.allow, answer.json().code]).toEqual([
      405,
      allow,
      'method-not-allowed',
    ]);
    const options = await ask('OPTIONS', url);
    expect([options.statusCode, options.headers.allow, options.body]).toEqual([204, allow, '']);
  });

  it('is 404 where no method is taken', async () => {
    for (const method of ['POST', 'OPTIONS'] as const)
      expect((await ask(method, '/api/v1/nothing')).statusCode).toBe(404);
  });
});

describe('a request that means another host', () => {
  const status = async (url: string, host: string, headers = {}) =>
    (await ask('GET', url, { host, ...headers })).statusCode;

  it.each([
    '/api/v1/status',
    '/api/v1/subjects',
    '/',
    '/robots.txt',
    '/assets/main-1a2b.js',
    '/ack/x',
    '/livez',
  ])('is refused, whatever it asks for: %s', async (url) => {
    const answer = await ask('GET', url, { ...browser, host: 'evil.example:4700' });
    expect([answer.statusCode, answer.json().code]).toEqual([421, 'misdirected']);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is not one by a name of ours, nor a probe by any address', async () => {
    expect(await status('/api/v1/subjects', 'api.svc:80')).toBe(200);
    expect(await status('/livez', '10.1.2.3:4700')).toBe(200);
    expect(await status('/api/v1/subjects', '10.1.2.3:4700')).toBe(421);
  });
});

describe('a header that is sent twice where there may be one', () => {
  it('is refused: a proxy before us may have read the other one', async () => {
    await test.app.listen(0, '127.0.0.1');
    const { hostname, port } = new URL(await test.app.getUrl());
    const status = await new Promise((resolve, reject) => {
      const headers = [
        'Host',
        hostname,
        ...['first', 'second'].flatMap((one) => ['Authorization', `Bearer lst_${one}`]),
      ];
      request({ hostname, port, path: '/api/v1/me', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .once('error', reject)
        .end();
    });
    expect(status).toBe(400);
  });
});

describe('an answer that may be kept', () => {
  it.each([
    ['/api/v1/subjects', 'private, no-cache'],
    ['/api/v1/subjects/shop', 'private, no-cache'],
    ['/api/v1/slos', 'private, no-cache'],
    ['/api/v1/openapi.json', 'public, no-cache'],
  ])('is not sent again to whoever has it: %s', async (url, control) => {
    const first = await ask('GET', url);
    const tag = first.headers.etag ?? '';
    expect([first.statusCode, first.headers['cache-control']]).toEqual([200, control]);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
      const again = await ask('GET', url, { 'if-none-match': known });
      expect([again.statusCode, again.headers.etag, again.body]).toEqual([304, tag, '']);
      expect(again.headers['content-type']).toBeUndefined();
    }
    expect((await ask('GET', url, { 'if-none-match': '"1"' })).statusCode).toBe(200);
  });

  it('has a tag of its bytes that begins with the version, which is what a write compares', async () => {
    const url = '/api/v1/subjects/shop';
    const before = (await ask('GET', url)).headers.etag ?? '';
    expect(before).toMatch(/^"1\.[\w-]{22}"$/);
    const needed = { name: 'Till', kind: 'service', territory: 'DE', dependsOn: ['shop'] };
    expect((await ask('PUT', '/api/v1/subjects/till', {}, needed)).statusCode).toBe(200);
    const after = (await ask('GET', url)).headers.etag ?? '';
    expect(after).toMatch(/^"1\./);
    expect(after).not.toBe(before); // who depends on it is part of the body, and no change of it
    expect((await write({ 'if-match': before })).statusCode).toBe(200);
    expect((await write({ 'if-match': after })).statusCode).toBe(412);
    expect((await write({ 'if-match': '"1", "2"' })).statusCode).toBe(200);
  });

  it('cannot be changed by a weak tag', async () => {
    const { version } = (await ask('GET', '/api/v1/subjects/shop')).json() as { version: number };
    const answer = await write({ 'if-match': `W/"${version}"` });
    expect([answer.statusCode, answer.json().code]).toEqual([412, 'precondition-failed']);
    expect((await write({ 'if-none-match': '"1"' })).statusCode).toBe(400);
  });

  let turn = 0;
  const write = (headers: Record<string, string>) =>
    ask('PUT', '/api/v1/subjects/shop', headers, {
      name: `Shop ${(turn += 1)}`,
      kind: 'service',
      territory: 'DE',
    });

  it('is nothing private else: everything says that it is not kept', async () => {
    for (const url of [
      '/api/v1/me',
      '/api/v1/status',
      '/api/v1/audit',
      '/api/v1/nothing',
      '/livez',
    ])
      expect([url, (await ask('GET', url)).headers['cache-control']]).toEqual([url, 'no-store']);
  });
});

describe('what is read', () => {
  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)(
    'is compressed for those who take %s, under a tag of its own',
    async (encoding, open) => {
      const url = '/api/v1/openapi.json';
      const plain = await ask('GET', url, { 'accept-encoding': 'identity' });
      const small = await ask('GET', url, { 'accept-encoding': encoding });
      expect([small.headers['content-encoding'], small.headers.vary]).toEqual([
        encoding,
        'accept-encoding',
      ]);
      expect(open(small.rawPayload).toString()).toBe(plain.body);
      expect(small.rawPayload.length).toBeLessThan(plain.rawPayload.length / 5);
      expect(small.headers.etag).toBe(plain.headers.etag?.replace(/"$/, `-${encoding}"`));
      const again = { 'accept-encoding': encoding, 'if-none-match': small.headers.etag ?? '' };
      expect((await ask('GET', url, again)).statusCode).toBe(304);
    },
  );

  it('is compressed, and what is answered to a write is not: a secret may stand in it', async () => {
    const description = 'x'.repeat(3000);
    const body = { name: 'Shop', kind: 'service', territory: 'DE', description };
    const gzip = { 'accept-encoding': 'gzip' };
    const written = await ask('PUT', '/api/v1/subjects/shop', gzip, body);
    expect(written.headers['content-encoding']).toBeUndefined();
    const read = await ask('GET', '/api/v1/subjects/shop', gzip);
    expect(read.headers['content-encoding']).toBe('gzip');
    expect(
      (await ask('PUT', '/api/v1/subjects/shop', { 'if-match': read.headers.etag ?? '' }, body))
        .statusCode,
    ).toBe(200);
  });

  it('of the console is sent as the build compressed it, and kept for ever', async () => {
    const url = '/assets/main-1a2b.js';
    for (const [encoding, open] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const answer = await ask('GET', url, { 'accept-encoding': encoding });
      expect(answer.headers).toMatchObject({
        'content-encoding': encoding,
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': expect.stringContaining('javascript'),
        vary: expect.stringMatching(/accept-encoding/i),
      });
      expect(open(answer.rawPayload).toString()).toBe(SCRIPT);
      const again = await ask('GET', url, {
        'accept-encoding': encoding,
        'if-none-match': answer.headers.etag ?? '',
      });
      expect([again.statusCode, again.body]).toEqual([304, '']);
    }
    const plain = await ask('GET', url, { 'accept-encoding': 'identity' });
    expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, SCRIPT]);
    const missing = await ask('GET', '/assets/gone.js');
    expect([missing.statusCode, missing.headers['cache-control']]).toEqual([404, 'no-store']);
  });
});

describe('a request that dribbles', () => {
  it('is ended after 20 seconds, headers and body alike', () => {
    const { requestTimeout, headersTimeout } = test.app.getHttpServer();
    expect([requestTimeout, headersTimeout]).toEqual([20_000, 20_000]);
  });
});
