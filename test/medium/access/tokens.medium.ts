import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

let test: TestApp;
let admin: TestActor;
let editor: TestActor;
/** Behind which a private server stands; nobody but the operator is shown it. */
const PRIVATE_PATH = 'a1'.repeat(32);

beforeAll(async () => {
  test = await startTestApp({ LEITSTAND_PROMETHEUS_URL: `http://127.0.0.1:1/${PRIVATE_PATH}` });
  admin = await sessionOf(test, [{ role: 'admin', territories: ['DE', 'CH'] }], 'Ada');
  editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }], 'Eda');
});
afterAll(async () => {
  await test.close();
});

const TOKEN = {
  name: 'ci',
  scopes: ['slo:read', 'slo:write'],
  territories: ['DE'],
  expiresAt: null,
};
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const make = (actor: TestActor, command: object = TOKEN) =>
  test.app.inject({
    method: 'POST',
    url: '/api/v1/tokens',
    payload: command,
    headers: actor.headers,
  });
const me = (headers: Record<string, string>) =>
  test.app.inject({ method: 'GET', url: '/api/v1/me', headers });

it.each([
  ['POST', '/tokens', { ...TOKEN, name: 'ci\ndeploy' }, 'name'],
  ['POST', '/tokens', { ...TOKEN, name: 'ci\u200bdeploy' }, 'name'],
  ['PATCH', '/me', { name: 'Ada\r\nSubject: x' }, 'name'],
  ['PATCH', '/me', { name: 'A\u{e0041}da' }, 'name'],
  ['PUT', '/territories/FR', { name: { de: 'Frank\u2028reich', en: 'France' } }, 'name.de'],
  ['PUT', '/territories/FR', { name: { de: 'Frank\u00adreich', en: 'France' } }, 'name.de'],
  ['PUT', '/teams/pay', { name: 'P\u200day' }, 'name'],
  ['PUT', '/subjects/shop', { name: 'Shop\u2060', owner: '\u3164' }, 'owner'],
  ['PUT', '/slos/shop', { metadata: { displayName: 'Shop\ufeff' } }, 'metadata.displayName'],
  ['PUT', '/sources/prom', { name: 'Pro\u00adm' }, 'name'],
  ['PUT', '/schedules/first', { name: '1\ufe0f' }, 'name'],
  ['PUT', '/schedules/first', { layers: [{ name: '\u2800' }] }, 'layers.0.name'],
  ['PUT', '/escalation-policies/first', { name: 'Fir\u034fst' }, 'name'],
  ['POST', '/incidents', { title: 'Down\u200e' }, 'title'],
] as const)(
  'names of people and things are one line in which nothing is hidden: %s %s %j',
  async (method, path, payload, field) => {
    const url = `/api/v1${path}`;
    const answer = await test.app.inject({ method, url, payload, headers: admin.headers });
    expect([answer.statusCode, answer.json().errors]).toEqual([
      400,
      expect.arrayContaining([expect.objectContaining({ path: field, code: 'not-one-line' })]),
    ]);
  },
);

it('a name is kept composed, with single spaces', async () => {
  const answer = await test.app.inject({
    method: 'PATCH',
    url: '/api/v1/me',
    payload: { name: ' Zoe\u0308\u00a0 Z' },
    headers: editor.headers,
  });
  expect([answer.statusCode, answer.json().name]).toEqual([200, 'Zoë Z']);
});

describe('an API token', () => {
  it('is shown once, kept as a hash, and does what its scopes say', async () => {
    const made = (await make(editor)).json();
    expect(made.token).toMatch(/^lst_[\w-]{43}$/);
    expect(made.prefix).toBe(made.token.slice(0, 12));
    expect((await me(bearer(made.token))).json()).toMatchObject({
      kind: 'token',
      permissions: ['slo:read', 'slo:write', 'self:read'],
      territories: ['DE'],
    });
    const listed = await test.app.inject({
      method: 'GET',
      url: '/api/v1/tokens',
      headers: editor.headers,
    });
    expect(listed.json().items).toHaveLength(1);
    const dump = await asOwner(test, async (client) =>
      JSON.stringify((await client.query('select * from api_tokens, audit_events')).rows),
    );
    expect(listed.body + dump).not.toContain(made.token);
  });

  it('never holds more than its maker, neither when it is made nor later', async () => {
    const greedy = await make(editor, {
      ...TOKEN,
      scopes: ['slo:read', 'user:write'],
      territories: ['DE', 'CH'],
      expiresAt: '2020-01-01T00:00:00Z',
    });
    expect(greedy.json().errors.map(({ path }: { path: string }) => path)).toEqual([
      'scopes.1',
      'territories.1',
      'expiresAt',
    ]);
    const user = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }]);
    const { token } = (await make(user)).json();
    await test.app.inject({
      method: 'PATCH',
      url: `/api/v1/users/${user.userId}`,
      payload: { grants: [{ role: 'viewer', territories: ['DE'] }] },
      headers: admin.headers,
    });
    expect((await me(bearer(token))).json().permissions).toEqual(['slo:read', 'self:read']);
    expect((await make({ ...user, headers: bearer(token) })).statusCode).toBe(403);
  });

  it('stops when it expires or is revoked, and says which', async () => {
    const expiring = (await make(editor, { ...TOKEN, expiresAt: '2099-01-01T00:00:00Z' })).json();
    await asOwner(test, (client) =>
      client.query("update api_tokens set expires_at = now() - interval '1 second' where id = $1", [
        expiring.id,
      ]),
    );
    expect((await me(bearer(expiring.token))).json()).toMatchObject({
      status: 401,
      code: 'token-expired',
    });

    const { id, token } = (await make(editor)).json();
    expect((await me(bearer(token))).statusCode).toBe(200);
    const other = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    const revoke = (actor: TestActor) =>
      test.app.inject({ method: 'DELETE', url: `/api/v1/tokens/${id}`, headers: actor.headers });
    expect((await revoke(other)).statusCode).toBe(404);
    expect((await revoke(admin)).statusCode).toBe(204);
    expect((await me(bearer(token))).json()).toMatchObject({
      status: 401,
      detail: 'This API token was revoked.',
    });
  });

  it('notes its last use at most once a minute', async () => {
    const { id, token } = (await make(editor)).json();
    const lastUse = () =>
      asOwner(
        test,
        async (client) =>
          (await client.query('select last_used_at from api_tokens where id = $1', [id])).rows[0]
            .last_used_at as Date | null,
      );
    await me(bearer(token));
    const deadline = Date.now() + 5000;
    let seen = await lastUse();
    while (!seen && Date.now() < deadline) seen = await lastUse();
    expect(seen).toBeInstanceOf(Date);
    await me(bearer(token));
    expect(await lastUse()).toEqual(seen);
  });
});

describe('writes with a session cookie', () => {
  it.each([
    [{ origin: 'https://evil.example' }, 403],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    [{ 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:9999' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:4700' }, 200],
    [{ origin: 'http://localhost:4700' }, 200],
    [{}, 200],
  ])('with %j are answered %i', async (extra, status) => {
    const headers = { ...editor.headers, ...extra };
    const answer = await test.app.inject({
      method: 'PATCH',
      url: '/api/v1/me',
      payload: { name: 'Eda' },
      headers,
    });
    expect(answer.statusCode).toBe(status);
  });
});

describe('label matchers of a territory', () => {
  const put = (actor: TestActor, body: object) =>
    test.app.inject({
      method: 'PUT',
      url: '/api/v1/territories/DE',
      payload: { name: { de: 'Deutschland', en: 'Germany' }, ...body },
      headers: actor.headers,
    });

  it('are kept in one form, stay where a rename says nothing of them, and go on record', async () => {
    const set = await put(admin, { matchers: ' { region = "de" } ' });
    expect([set.statusCode, set.json().matchers]).toEqual([200, 'region="de"']);
    expect((await put(admin, {})).json().matchers).toBe('region="de"');
    const found = await asOwner(test, (client) =>
      client.query(
        `select before, after from audit_events where action = 'territory.matchers-changed' order by seq`,
      ),
    );
    expect(found.rows).toEqual([{ before: { matchers: '' }, after: { matchers: 'region="de"' } }]);
    const renamed = await asOwner(test, (client) =>
      client.query(`select 1 from audit_events where action = 'territory.renamed'`),
    );
    expect(renamed.rows).toEqual([]); // nobody renamed anything
  });

  it('are not changed over what another administrator changed meanwhile', async () => {
    const change = (headers: object, code = 'DE') =>
      test.app.inject({
        method: 'PUT',
        url: `/api/v1/territories/${code}`,
        payload: { matchers: 'region="de"' },
        headers: { ...admin.headers, ...headers },
      });
    const tags: unknown[] = [];
    for (const matchers of ['region="a"', 'region="b"', 'region="b"'])
      tags.push((await put(admin, { matchers })).headers['etag']);
    const [first, second, same] = tags.map(String);
    expect([first === second, second === same]).toEqual([false, true]); // nothing was changed the third time
    for (const headers of [{ 'if-match': first }, { 'if-none-match': '*' }])
      expect((await change(headers)).json()).toMatchObject({ code: 'precondition-failed' });
    expect((await change({ 'if-match': second }, 'LI')).json()).toMatchObject({
      code: 'precondition-failed',
    });
    const done = await change({ 'if-match': second });
    expect([done.statusCode, done.headers['etag']]).toEqual([200, `"${done.json().version}"`]);
    const list = await test.app.inject({ url: '/api/v1/territories', headers: admin.headers });
    expect(list.json().items).toContainEqual(done.json());
  });

  it('are set without a word of the name, which only a new territory needs', async () => {
    const only = (code: string) =>
      test.app.inject({
        method: 'PUT',
        url: `/api/v1/territories/${code}`,
        payload: { matchers: 'region="de"' },
        headers: admin.headers,
      });
    expect((await only('DE')).json()).toMatchObject({ name: { en: 'Germany' } });
    expect((await only('LI')).json()).toMatchObject({
      code: 'validation-failed',
      errors: [{ path: 'name', code: 'required' }],
    });
  });

  it('are refused by field when they are none', async () => {
    for (const matchers of [
      'region',
      'a="b"} or x{c="d"',
      '__name__="up"',
      'job=~".*"',
      'job!~".*"',
      '#\n',
      '{}',
      ' , ',
      `a="${'x'.repeat(1000)}"`,
    ])
      expect((await put(admin, { matchers })).json()).toMatchObject({
        code: 'validation-failed',
        errors: [{ path: 'matchers' }],
      });
  });

  it('are changed by administrators of all territories only: they say what DE reads of the others', async () => {
    const german = await sessionOf(test, [{ role: 'admin', territories: ['DE'] }]);
    expect((await put(german, { matchers: '' })).statusCode).toBe(403);
    expect((await put(german, { matchers: 'region="de"' })).statusCode).toBe(200);
    expect((await put(german, {})).statusCode).toBe(200);
    const made = await test.app.inject({
      method: 'PUT',
      url: '/api/v1/territories/FREE',
      payload: { name: { de: 'Frei', en: 'Free' } },
      headers: german.headers,
    });
    expect([made.statusCode, made.json().detail]).toEqual([
      403,
      expect.stringMatching(/DE must carry label matchers.* you are no administrator of CH\.$/),
    ]);
    expect((await put(admin, { matchers: '' })).json().matchers).toBe('');
  });
});

describe('territories', () => {
  it('come with administrators, so that "everywhere" stays everywhere', async () => {
    const put = (actor: TestActor, code: string) =>
      test.app.inject({
        method: 'PUT',
        url: `/api/v1/territories/${code}`,
        payload: { name: { de: 'Österreich', en: 'Austria' } },
        headers: actor.headers,
      });
    expect((await put(editor, 'AT')).statusCode).toBe(403);
    expect((await put(admin, 'at')).json()).toMatchObject({
      code: 'validation-failed',
      errors: [{ path: 'code' }],
    });
    expect((await put(admin, 'AT')).statusCode).toBe(201);
    expect((await put(admin, 'AT')).statusCode).toBe(200);
    expect((await me(admin.headers)).json().territories).toEqual(['AT', 'CH', 'DE']);
    const german = await sessionOf(test, [{ role: 'admin', territories: ['DE'] }]);
    expect((await put(german, 'AT')).statusCode).toBe(403);
    const listed = await test.app.inject({
      method: 'GET',
      url: '/api/v1/territories',
      headers: editor.headers,
    });
    expect(listed.json().items.map(({ code }: { code: string }) => code)).toEqual([
      'AT',
      'CH',
      'DE',
    ]);
  });
});

describe('settings', () => {
  it('are shown without secrets to those who may see them', async () => {
    expect(
      (await test.app.inject({ method: 'GET', url: '/api/v1/settings', headers: editor.headers }))
        .statusCode,
    ).toBe(403);
    const shown = await test.app.inject({
      method: 'GET',
      url: '/api/v1/settings',
      headers: admin.headers,
    });
    expect(
      shown.json().items.find(({ name }: { name: string }) => name === 'LEITSTAND_SECRET'),
    ).toMatchObject({ value: '(set)', secret: true });
    expect(shown.body).not.toContain(process.env.LEITSTAND_SECRET);
    expect(shown.body).toContain('http://127.0.0.1:1/***');
    expect(shown.body).not.toContain(PRIVATE_PATH);
  });
});

it('one person has at most fifty tokens that still work', async () => {
  const many = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }]);
  for (let n = 0; n < 50; n += 1) expect((await make(many)).statusCode).toBe(201);
  const refused = await make(many);
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'conflict']);
  const listed = await test.app.inject({ url: '/api/v1/tokens', headers: many.headers });
  const [{ id }] = listed.json().items as [{ id: string }];
  await test.app.inject({ method: 'DELETE', url: `/api/v1/tokens/${id}`, headers: many.headers });
  expect((await make(many)).statusCode).toBe(201);
});
