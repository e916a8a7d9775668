import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { addSource, deliver, rows, seedCatalog, webhook } from './incidents-context.js';

let test: TestApp;
let token: string;
let anna: TestActor;
let viewer: TestActor;
let swiss: TestActor;
let nobody: TestActor;
beforeAll(async () => {
  test = await startTestApp({ LEITSTAND_SMTP_URL: 'smtp://127.0.0.1:9' });
  await seedCatalog(test);
  token = await addSource(test, 'prometheus');
  const german = { role: 'responder', territories: ['DE'] } as const;
  anna = await sessionOf(test, [german, { role: 'auditor', territories: ['DE'] }], 'Anna');
  viewer = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }], 'Vera');
  swiss = await sessionOf(test, [{ role: 'responder', territories: ['CH'] }], 'Sven');
  nobody = await sessionOf(test, [], 'Nora');
});
afterAll(() => test.close());

const get = (path: string, by = anna) =>
  test.app.inject({ method: 'GET', url: `/api/v1${path}`, headers: { ...by.headers } });
const post = (path: string, payload?: object, by = anna) =>
  test.app.inject({
    method: 'POST',
    url: `/api/v1/incidents/${path}`,
    headers: { ...by.headers },
    ...(payload === undefined ? {} : { payload }),
  });
const said = async (name: string) =>
  (await get(`/incidents/${name}/timeline`))
    .json<{ items: { kind: string; actor: { name: string } }[] }>()
    .items.slice(1)
    .map(({ kind, actor }) => `${actor.name} ${kind}`);
const requests = (who: TestActor) =>
  rows<{ state: string }>(
    test,
    "select state from notifications where user_id = $1 and kind = 'responder_request' order by created_at",
    who.userId,
  );
const pages = async (who: TestActor) =>
  (await get('/me/pages', who)).json<{ items: { kind: string; title: string }[] }>().items;

let count = 0;
/** An incident of its own. @returns its name */
async function burn(): Promise<string> {
  await asOwner(test, (owner) => owner.query('update alert_groups set incident_id = null'));
  await deliver(test, token, webhook([{ fingerprint: `asked-${(count += 1)}`, start: 0 }]));
  const { items } = (await get('/incidents?limit=1')).json<{ items: { name: string }[] }>();
  return items[0]?.name ?? '';
}

describe('asking somebody to help with an incident', () => {
  it('pages them, also where somebody has it, and says so; once more changes nothing', async () => {
    const name = await burn();
    await post(`${name}/acknowledgement`);
    const shown = { responders: [{ name: 'Vera', state: 'pending', askedBy: { name: 'Anna' } }] };
    for (let n = 0; n < 2; n += 1)
      expect((await post(`${name}/responders`, { user: viewer.email })).json()).toMatchObject(
        shown,
      );
    expect((await get(`/incidents/${name}`, viewer)).json()).toMatchObject(shown);
    expect(await requests(viewer)).toHaveLength(1);
    expect(await pages(viewer)).toMatchObject([
      {
        kind: 'responder_request',
        title: expect.stringContaining(`Anna asks for your help: ${name}`),
      },
    ]);
    expect(await said(name)).toEqual(['Anna acknowledged', 'Anna responder.asked']);
    expect((await get('/audit?action=incident.responder-asked')).json()).toMatchObject({
      items: [{ actor: { name: 'Anna' }, target: { name }, territory: 'DE' }],
    });
  });

  it('lets them read, acknowledge and note that one, and nothing else, until they decline', async () => {
    const [name, other] = [await burn(), await burn()];
    for (const who of [swiss, nobody]) {
      const may = async (of: string) => [
        (await get(`/incidents/${of}`, who)).statusCode,
        (await get(`/incidents/${of}/timeline`, who)).statusCode,
        (await get(`/incidents/${of}/escalation`, who)).statusCode,
        (await post(`${of}/notes`, { text: 'on it' }, who)).statusCode,
        (await post(`${of}/acknowledgement`, undefined, who)).statusCode,
      ];
      const stranger = who === nobody ? 403 : 404;
      expect(await may(name)).toEqual(Array(5).fill(stranger));
      await post(`${name}/responders`, { user: who.email });
      expect(await may(name)).toEqual([200, 200, 200, 201, 200]);
      expect(await may(other)).toEqual(Array(5).fill(stranger));
      const { related } = (await get(`/incidents/${name}`, who)).json<{ related: unknown[] }>();
      expect(related).toEqual([]);
      const no = await post(`${name}/resolution`, { despiteFiring: true }, who);
      expect(no.statusCode).toBe(stranger);
      expect((await post(`${name}/responders`, { user: anna.email }, who)).statusCode).toBe(
        stranger,
      );
      expect(
        (await post(`${name}/responders/answer`, { answer: 'declined' }, who)).json(),
      ).toMatchObject({
        responders: expect.arrayContaining([
          expect.objectContaining({ id: who.userId, state: 'declined' }),
        ]),
      });
      expect((await get(`/incidents/${name}`, who)).statusCode).toBe(stranger);
      await post(`${name}/unacknowledgement`);
    }
    expect((await get(`/incidents/${name}`)).json<{ related: unknown[] }>().related).not.toEqual(
      [],
    );
  });

  it('ends with an answer: whoever takes the incident on helps, and whoever asked is told', async () => {
    const name = await burn();
    await post(`${name}/responders`, { user: swiss.email });
    await post(`${name}/acknowledgement`, undefined, swiss);
    expect((await get(`/incidents/${name}`)).json()).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: { name: 'Sven' },
      responders: [{ name: 'Sven', state: 'accepted' }],
    });
    expect(await pages(swiss)).toEqual([]);
    expect((await requests(swiss)).map(({ state }) => state)).not.toContain('pending');
    expect(await said(name)).toEqual([
      'Anna responder.asked',
      'Sven acknowledged',
      'Sven responder.accepted',
    ]);
    const status = await rows(
      test,
      `select 1 from notifications n join incidents i on i.topic_id = n.topic_id
        where n.user_id = $1 and n.kind = 'status' and 'INC-' || i.number = $2`,
      anna.userId,
      name,
    );
    expect(status).toHaveLength(1);
    for (let n = 0; n < 2; n += 1)
      expect(
        (await post(`${name}/responders/answer`, { answer: 'accepted' }, swiss)).statusCode,
      ).toBe(200);
    expect(await said(name)).toHaveLength(3);
  });

  it('refuses whom nobody knows, a schedule without anybody, what is over, and answers of others', async () => {
    const name = await burn();
    for (const [body, path] of [
      [{ user: 'ghost@example.org' }, 'user'],
      [{ schedule: 'no-such' }, 'schedule'],
    ] as const)
      expect((await post(`${name}/responders`, body)).json()).toMatchObject({
        status: 400,
        errors: [{ path }],
      });
    for (const body of [{}, { user: 'x' }, { user: anna.email, schedule: 'a' }])
      expect((await post(`${name}/responders`, body)).statusCode).toBe(400);
    expect((await post(`${name}/responders/answer`, { answer: 'accepted' })).json()).toMatchObject({
      status: 409,
      errors: [{ code: 'not-asked' }],
    });
    await post(`${name}/resolution`, { despiteFiring: true });
    expect((await post(`${name}/responders`, { user: viewer.email })).statusCode).toBe(409);
    expect(await said(name)).toEqual(['Anna resolved']);
  });
});

describe('roles in an incident', () => {
  it('are handed to one person each, who is told; the timeline and the trail say from whom', async () => {
    const name = await burn();
    const hand = (user: string | null, role = 'incident-commander') =>
      post(`${name}/roles`, { role, user });
    for (let n = 0; n < 2; n += 1)
      expect((await hand(anna.email)).json()).toMatchObject({
        roles: [{ role: 'incident-commander', name: 'Anna', givenBy: { name: 'Anna' } }],
      });
    await hand(anna.email, 'scribe');
    expect((await hand(viewer.email)).json()).toMatchObject({
      status: 400,
      errors: [{ path: 'user', code: 'may-not-respond' }],
    });
    await post(`${name}/responders`, { user: viewer.email });
    expect((await hand(viewer.email)).json()).toMatchObject({
      roles: [
        { role: 'scribe', name: 'Anna' },
        { role: 'incident-commander', name: 'Vera' },
      ],
    });
    await hand(null);
    expect((await get(`/incidents/${name}`)).json()).toMatchObject({
      roles: [{ role: 'scribe', name: 'Anna' }],
    });
    expect((await hand(null, 'king')).statusCode).toBe(400);
    expect(await said(name)).toEqual([
      'Anna role.handed',
      'Anna role.handed',
      'Anna responder.asked',
      'Anna role.handed',
      'Anna role.cleared',
    ]);
    const told = await rows(
      test,
      "select 1 from notifications where user_id = $1 and kind = 'handover'",
      viewer.userId,
    );
    expect(told).toHaveLength(2);
    expect((await get('/audit?action=incident.role-handed')).json()).toMatchObject({
      items: [
        { before: { holder: 'Vera' }, after: { holder: null } },
        { before: { holder: 'Anna' }, after: { holder: 'Vera' } },
        {},
        {},
      ],
    });
    expect((await post(`${name}/roles`, { role: 'scribe', user: null }, viewer)).statusCode).toBe(
      403,
    );
  });
});

describe('incidents that have to do with each other', () => {
  const declare = async (title: string, subject: string, severity = 'page') =>
    (
      await test.app.inject({
        method: 'POST',
        url: '/api/v1/incidents',
        headers: { ...anna.headers },
        payload: { title, subject, severity },
      })
    ).json<{ name: string }>().name;

  it('are named as cause and effect, one hop along what depends on what, while the cause is open', async () => {
    await asOwner(test, (owner) =>
      owner.query(
        "insert into subject_dependencies (subject, depends_on, territory) values ('shop', 'billing', 'DE')",
      ),
    );
    const cause = await declare('Billing is down', 'billing');
    const effect = await declare('Nobody can pay', 'shop');
    await declare('Bills look odd', 'billing', 'ticket');
    expect((await get(`/incidents/${effect}`)).json()).toMatchObject({
      causes: [{ name: cause, title: 'Billing is down' }],
      effects: [],
    });
    const { causes, effects } = (await get(`/incidents/${cause}`)).json<{
      causes: unknown[];
      effects: { name: string }[];
    }>();
    expect([causes, effects.map(({ name }) => name).includes(effect)]).toEqual([[], true]);
    await post(`${cause}/resolution`, { despiteFiring: true });
    expect((await get(`/incidents/${effect}`)).json()).toMatchObject({ causes: [] });
  });

  it('are similar by group, rule or subject: who ended them, and what was written down last', async () => {
    await asOwner(test, (owner) =>
      owner.query(
        'update incidents set state = \'resolved\', resolved_at = leitstand_now(), resolved_by = \'{"kind":"system","id":"s","name":"s"}\', automatic = true where state <> \'resolved\'',
      ),
    );
    const before = await burn();
    await post(`${before}/notes`, { text: 'The cache was cold.' });
    await post(`${before}/resolution`, { despiteFiring: true, note: 'Warmed the cache.' });
    const subject = await declare('Something else in the shop', 'shop');
    await post(`${subject}/resolution`, { despiteFiring: true });
    const now = await burn();
    const { items } = (await get(`/incidents/${now}/similar`)).json<{
      items: { name: string }[];
    }>();
    expect(items).toHaveLength(5);
    expect(items[0]).toMatchObject({
      name: before,
      by: 'key',
      resolvedBy: { name: 'Anna' },
      automatic: false,
      lastNote: { by: 'Anna', text: 'Warmed the cache.' },
    });
    expect(items.map(({ name }) => name)).not.toContain(now);
    const other = await declare('The shop is slow', 'shop');
    const like = (await get(`/incidents/${other}/similar`)).json<{
      items: { by: string; name: string; lastNote: unknown }[];
    }>();
    expect(like.items[0]).toMatchObject({ name: subject, by: 'subject', lastNote: null });
  });
});
