import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { asOwner, sessionOf, tokenOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { applyOf, type Apply } from '../catalog/catalog-calls.js';
import { cliOf, listen, type Cli } from '../cli/cli.js';
import { rota } from './rota.js';

let test: TestApp;
let editor: TestActor;
let viewer: TestActor;
/** Who is paged. */
let ann: TestActor;
let apply: Apply;
let cli: Cli;

beforeAll(async () => {
  test = await startTestApp({ LEITSTAND_SMTP_URL: 'smtp://127.0.0.1:9' });
  const german = [{ role: 'editor', territories: ['DE'] }] as const;
  editor = await sessionOf(test, german, 'Greta');
  viewer = await sessionOf(test, [{ role: 'viewer', territories: ['CH', 'DE'] }], 'Vera');
  ann = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], 'Ann');
  const both = await sessionOf(test, [{ role: 'editor', territories: ['CH', 'DE'] }]);
  apply = applyOf(test, both);
  const scopes = [
    'policy:read',
    'policy:write',
    'schedule:read',
    'schedule:write',
    'team:write',
    'catalog:apply',
    'subject:read',
    'team:read',
  ] as const;
  cli = cliOf(await listen(test), await tokenOf(test, german, scopes, ['DE']));
  rota.layers[0]?.rotation.members.push(ann.email);
  for (const [path, body] of [
    ['teams/pay', { name: 'Pay', territory: 'DE' }],
    ['subjects/shop', { name: 'Shop', kind: 'service', territory: 'DE' }],
    ['subjects/cart', { name: 'Cart', kind: 'service', territory: 'DE' }],
    ['subjects/swiss', { name: 'Swiss', kind: 'service', territory: 'CH' }],
  ] as const)
    expect((await call('PUT', `/${path}`, body, {}, both)).statusCode).toBe(201);
});
afterAll(() => test.close());

function call(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  payload?: object,
  headers: Record<string, string> = {},
  by = editor,
) {
  return test.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...by.headers, ...headers },
    ...(payload ? { payload } : {}),
  });
}
const owned = (text: string, values: string[]) =>
  asOwner(test, (owner) => owner.query(text, values));
const at = (slug: string) => `/escalation-policies/${slug}`;
const bodyOf = (change: object = {}) => ({
  name: 'Shop',
  territory: 'DE',
  serves: {},
  steps: [{ delay: '5m', targets: [{ user: ann.email }] }],
  repeat: 1,
  fallback: { user: editor.email },
  ...change,
});
const faults = async (change: object) => {
  const { errors } = (await call('PUT', at('wrong'), bodyOf(change))).json() as {
    errors: { path: string; code: string }[];
  };
  return errors.map(({ path, code }) => `${path} ${code}`);
};

describe('an escalation policy over HTTP', () => {
  it('is made, read, listed, changed on top of what was read, and deleted', async () => {
    const serves = { subjects: ['shop', 'cart'], teams: ['pay'], default: true };
    const made = await call('PUT', at('one'), bodyOf({ serves }), { 'if-none-match': '*' });
    expect([made.statusCode, made.headers.etag]).toEqual([201, '"1"']);
    expect((await call('GET', at('one'), undefined, {}, viewer)).json()).toMatchObject({
      slug: 'one',
      description: '',
      serves: { subjects: ['cart', 'shop'], teams: ['pay'], default: true },
      steps: [
        { delay: '5m', targets: [{ user: { email: ann.email, name: 'Ann', active: true } }] },
      ],
      repeat: 1,
      fallback: { user: { email: editor.email } },
      waiver: null,
      version: 1,
    });
    expect((await call('GET', '/escalation-policies?q=ONE')).json()).toMatchObject({
      items: [{ slug: 'one' }],
      nextCursor: null,
    });
    const again = { 'if-match': '"1"' };
    const changed = bodyOf({ serves: { subjects: ['cart'] }, repeat: 'until-acknowledged' });
    expect((await call('PUT', at('one'), changed, again)).json()).toMatchObject({
      repeat: 'until-acknowledged',
      serves: { subjects: ['cart'], teams: [], default: false },
      version: 2,
    });
    expect((await call('PUT', at('one'), bodyOf(), again)).json()).toMatchObject({
      status: 412,
      code: 'precondition-failed',
    });
    expect((await call('DELETE', at('one'), undefined, { 'if-match': '"2"' })).statusCode).toBe(
      204,
    );
    expect((await call('GET', at('one'))).statusCode).toBe(404);
    const trail = await call('GET', '/audit?action=policy.deleted', undefined, {}, await auditor());
    expect(trail.json()).toMatchObject({ items: [{ target: { kind: 'policy', id: 'one' } }] });
  });

  it('names every field that is wrong, and keeps nothing', async () => {
    await call(
      'PUT',
      at('first'),
      bodyOf({ serves: { subjects: ['shop'], teams: ['pay'], default: true } }),
    );
    expect(await faults({ steps: [] })).toEqual(['steps too-small']);
    expect(await faults({ repeat: 11, fallback: {} })).toEqual([
      'repeat too-big',
      'fallback invalid-union',
    ]);
    expect(
      await faults({
        serves: { subjects: ['gone', 'swiss', 'shop'], teams: ['pay', 'gone'], default: true },
        steps: [{ delay: '10s', targets: [{ user: viewer.email }, { schedule: 'gone' }] }],
        fallback: { user: 'gone@example.org' },
      }),
    ).toEqual([
      'steps.0.delay out-of-range',
      'serves.subjects.0 unknown-subject',
      'serves.subjects.1 served-already',
      'serves.subjects.2 unknown-subject',
      'serves.teams.0 unknown-team',
      'serves.teams.1 served-already',
      'serves.default served-already',
      'steps.0.targets.0.user not-a-responder',
      'steps.0.targets.1.schedule unknown-schedule',
      'fallback.user not-a-responder',
    ]);
    expect((await call('GET', at('wrong'))).statusCode).toBe(404);
    await call('PUT', at('first'), bodyOf());
  });

  it('of one new name that many write in the same instant is made once, and nobody waits for another in a circle', async () => {
    for (const round of [1, 2, 3]) {
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          call('PUT', at(`many-${round}`), bodyOf({ name: `${n}` })),
        ),
      );
      const statuses = answers.map(({ statusCode }) => statusCode).toSorted();
      expect(statuses).toEqual([...Array.from({ length: 7 }, () => 200), 201]);
    }
  });

  it('of several that are made at once, one serves a subject, and the others say that it does', async () => {
    const slugs = ['race-1', 'race-2', 'race-3', 'race-4'];
    const serves = { subjects: ['shop'] };
    const made = await Promise.all(slugs.map((slug) => call('PUT', at(slug), bodyOf({ serves }))));
    expect(made.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 400, 400, 400]);
    expect(made.find(({ statusCode }) => statusCode === 400)?.json()).toMatchObject({
      errors: [{ path: 'serves.subjects.0', code: 'served-already' }],
    });
    const first = slugs.find((_, i) => made[i]?.statusCode === 201) ?? '';
    await call('PUT', at(first), bodyOf());
    expect((await call('DELETE', at(first))).statusCode).toBe(204);
  });

  it('is written in one’s own territories, by those who may', async () => {
    expect((await call('PUT', at('swiss'), bodyOf({ territory: 'CH' }))).statusCode).toBe(403);
    expect((await call('PUT', at('first'), bodyOf(), {}, viewer)).statusCode).toBe(403);
    const swiss = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }]);
    const list = await call('GET', '/escalation-policies', undefined, {}, swiss);
    expect(list.json()).toEqual({ items: [], nextCursor: null });
  });

  it('keeps what it serves from moving away, and lets go of what is deleted, in one audited write', async () => {
    await call('PUT', '/teams/left', { name: 'Left', territory: 'DE' });
    await call('PUT', '/subjects/left', { name: 'Left', kind: 'service', territory: 'DE' });
    const serves = { subjects: ['cart', 'left'], teams: ['left', 'pay'], default: true };
    const made = await call('PUT', at('first'), bodyOf({ serves }));
    const { version } = made.json() as { version: number };
    const changes = [{ action: 'policy.changed', kind: 'policy', slug: 'first', name: 'Shop' }];
    for (const path of ['/subjects/left', '/teams/left']) {
      const asked = await call('GET', `${path}/deletion`);
      expect([asked.statusCode, asked.json()]).toEqual([200, { changes }]);
      expect((await call('GET', `${path}/deletion`, undefined, {}, viewer)).statusCode).toBe(403);
    }
    expect((await call('GET', at('first'))).json()).toMatchObject({ version, serves }); // nothing was kept
    expect((await cli('team delete left')).err).toContain('taken out of escalation policy first.');
    for (const path of ['/subjects/left', '/teams/left'])
      expect((await call('DELETE', path)).statusCode).toBe(204);
    const left = { subjects: ['cart'], teams: ['pay'], default: true };
    expect((await call('GET', at('first'))).json()).toMatchObject({
      serves: left,
      version: version + 2,
    });
    const trail = await call('GET', '/audit?action=policy.changed', undefined, {}, await auditor());
    expect((trail.json() as { items: object[] }).items[0]).toMatchObject({
      target: { id: 'first' },
      after: { serves: left },
    });
    const both = await sessionOf(test, [{ role: 'editor', territories: ['CH', 'DE'] }]);
    const moved = { name: 'Cart', kind: 'service', territory: 'CH' };
    expect((await call('PUT', '/subjects/cart', moved, {}, both)).json()).toMatchObject({
      status: 409,
      detail: expect.stringMatching(/^escalation policy first of this subject belong/),
      errors: [{ path: 'territory', code: 'in-use', message: 'escalation policy first' }],
    });
    expect((await call('DELETE', at('first'))).statusCode).toBe(204);
  });

  it('is not deleted while an incident is being escalated by it, and says which', async () => {
    await call('PUT', at('busy'), bodyOf({ serves: { subjects: ['cart'] } }));
    const down = { title: 'Cart is down', severity: 'page', subject: 'cart' };
    const opened = await call('POST', '/incidents', down);
    const { id, name } = opened.json() as { id: string; name: string };
    await owned(
      `insert into escalation_runs (id, incident_id, territory, number, because, policy, chosen_by, epoch, state, loop, step, next_at, started_at)
       values (gen_random_uuid(), $1, 'DE', 1, 'triggered', '{"slug": "busy"}', 'subject', 1, 'running', 1, 1, now(), now())`,
      [id],
    );
    expect((await call('DELETE', at('busy'))).json()).toMatchObject({
      status: 409,
      detail: `The escalation policy "busy" is paging people about ${name}; acknowledge or resolve that first.`,
      errors: [{ path: 'slug', code: 'in-use', message: name }],
    });
    await owned(
      `update escalation_runs set state = 'stopped', stopped_by = 'resolved', ended_at = now() where incident_id = $1`,
      [id],
    );
    expect((await call('DELETE', at('busy'))).statusCode).toBe(204);
  });

  it('keeps the schedules that it names', async () => {
    await call('PUT', '/schedules/rota', rota);
    const steps = [{ delay: '5m', targets: [{ schedule: 'rota' }] }];
    expect((await call('PUT', at('rota'), bodyOf({ steps }))).statusCode).toBe(201);
    expect((await call('DELETE', '/schedules/rota')).json()).toMatchObject({
      status: 409,
      errors: [{ message: 'escalation policy rota' }],
    });
    expect((await call('DELETE', at('rota'))).statusCode).toBe(204);
    expect((await call('DELETE', '/schedules/rota')).statusCode).toBe(204);
  });

  it('is refused when it reaches nobody, unless a waiver says that this is meant', async () => {
    const mute = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], 'Mute');
    await owned('update users set email_verified = false where id = $1', [mute.userId]);
    const targets = [{ user: mute.email }];
    const change = { steps: [{ delay: '5m', targets }], fallback: targets[0] };
    expect(await faults(change)).toEqual(['steps reaches-nobody', 'fallback reaches-nobody']);
    const waived = bodyOf({ ...change, waiver: 'They get their phones on Monday.' });
    expect((await call('PUT', at('mute'), waived)).statusCode).toBe(201);
    expect((await call('PUT', at('mute'), waived)).json()).toMatchObject({ version: 1 });
  });

  it('tells whom it would page, when and by what', async () => {
    await call('PUT', at('told'), bodyOf({ repeat: 0 }));
    const simulated = await call('GET', `${at('told')}/simulation?at=2026-03-07T02:10:00Z`);
    const reached = ({ email }: TestActor) => {
      const lastFour = email.replace('@example.org', '').slice(-4);
      return expect.objectContaining({ email, methods: [{ kind: 'mail', lastFour }] });
    };
    expect(simulated.json()).toEqual({
      at: '2026-03-07T02:10:00.000Z',
      severity: 'page',
      pagesPeople: true,
      pages: [
        {
          at: '2026-03-07T02:10:00.000Z',
          route: 'step',
          loop: 1,
          step: 1,
          people: [reached(ann)],
          skipped: [],
          everybody: false,
        },
        {
          at: '2026-03-07T02:15:00.000Z',
          route: 'fallback',
          loop: 1,
          step: 2,
          people: [reached(editor)],
          skipped: [],
          everybody: false,
        },
      ],
    });
    const ticket = await call('GET', `${at('told')}/simulation?severity=ticket`);
    expect(ticket.json()).toMatchObject({ pagesPeople: false, pages: [] });
    expect((await call('GET', `${at('gone')}/simulation`)).statusCode).toBe(404);
  });
});

describe('the escalation of an incident over HTTP', () => {
  it('is there before anybody was paged, to whoever may see the incident', async () => {
    const down = { title: 'Down', severity: 'page', territory: 'DE' };
    const made = await call('POST', '/incidents', down);
    const { id, name } = made.json() as { id: string; name: string };
    const read = (key: string, by: TestActor) =>
      call('GET', `/incidents/${key}/escalation`, undefined, {}, by);
    const nothing = { runs: [], next: null, awaited: [], acknowledgedUntil: null };
    const none = { ...nothing, pending: true, hasteRefused: 'pages-nobody' }; // no policy serves it
    for (const key of [id, name]) expect((await read(key, viewer)).json()).toEqual(none);
    const swiss = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }]);
    expect((await read(id, swiss)).statusCode).toBe(404);
  });
});

describe('documents of kind EscalationPolicy', () => {
  const document = (name: string, spec: object = {}) => ({
    apiVersion: 'leitstand/v1',
    kind: 'EscalationPolicy',
    metadata: { name },
    spec: {
      territory: 'DE',
      serves: { subjects: [`${name}-subject`] },
      steps: [{ delay: '5m', targets: [{ user: ann.email }] }],
      fallback: { user: editor.email },
      ...spec,
    },
  });
  const subject = (name: string) => ({
    apiVersion: 'leitstand/v1',
    kind: 'Subject',
    metadata: { name },
    spec: { type: 'service', territory: 'DE' },
  });

  it('are applied beside what they serve, exported, and applied again without changing anything', async () => {
    const applied = await apply([document('written'), subject('written-subject')]);
    expect(applied.json()).toMatchObject({
      documents: [{ outcome: 'created' }, { outcome: 'created' }],
    });
    const exported = await call('GET', '/catalog/export');
    const documents = parseAllDocuments(exported.body).map((one) => one.toJS() as { kind: string });
    expect(documents.filter(({ kind }) => kind === 'EscalationPolicy')).toContainEqual({
      ...document('written', {
        serves: { subjects: ['written-subject'], teams: [], default: false },
      }),
      spec: expect.objectContaining({ repeat: 0 }),
    });
    expect((await apply(exported.body)).json()).toMatchObject({
      documents: documents.map(() => ({ outcome: 'unchanged' })),
    });
  });

  it('stand in the README as they can be applied, with the team, the subject, the schedule and the SLO that they need', async () => {
    const readme = readFileSync('README.md', 'utf8');
    const yaml = /cat > my-service\.yaml <<'END'\n([\s\S]*?)\nEND\n/.exec(readme)?.[1] ?? '';
    const applied = await apply(yaml.replaceAll('you@example.org', ann.email));
    const { documents } = applied.json() as { documents: { kind: string; outcome: string }[] };
    expect(documents.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'Team created',
      'Subject created',
      'Schedule created',
      'EscalationPolicy created',
      'SLO created',
    ]);
    expect((await cli('policy get my-policy')).out).toMatch(/my-rota; waits 5m/);
    const { out: rotaYaml } = await cli('schedule get my-rota -o yaml');
    const again = await cli('catalog apply -f - -o json', rotaYaml);
    expect(JSON.parse(again.out)).toMatchObject({
      documents: [{ kind: 'Schedule', outcome: 'unchanged' }],
    });
    expect((await cli('team delete my-team')).err).toMatch(/needed by [^]*schedule my-rota/);
    expect((await cli('team delete my-team --yes')).err).toMatch(/needed by [^]*schedule my-rota/);
    expect((await cli('policy delete my-policy --yes')).code).toBe(0);
    expect((await cli('schedule delete my-rota --yes')).code).toBe(0);
  });

  it('say where they are wrong', async () => {
    expect((await apply([document('wrong')])).json()).toMatchObject({
      errors: [{ path: 'documents.0.spec.serves.subjects.0', code: 'unknown-subject' }],
    });
  });

  it('are printed by the command line, ready to be applied', async () => {
    expect((await cli('policy list')).out).toMatch(
      /POLICY[^]*written +DE +written-subject +5m +once +\S+@example.org/,
    );
    expect((await cli('policy get written')).out).toMatch(/step 1 +\S+@example.org; waits 5m/);
    const { out } = await cli('policy get written -o yaml');
    const again = await cli('catalog apply -f - -o json', out);
    expect(JSON.parse(again.out)).toMatchObject({ documents: [{ outcome: 'unchanged' }] });
  });
});

const auditor = () => sessionOf(test, [{ role: 'auditor', territories: ['DE'] }]);
