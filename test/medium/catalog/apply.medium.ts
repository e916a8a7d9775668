import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { SeedCatalog } from '../../../apps/api/src/catalog/use-cases/seed-catalog.js';
import { projectRoot } from '../../../apps/api/src/platform/config/project-root.js';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { applyOf, type Apply } from './catalog-calls.js';

let test: TestApp;
let editor: TestActor;
let apply: Apply;

beforeAll(async () => {
  test = await startTestApp();
  editor = await sessionOf(test, [
    { role: 'editor', territories: ['CH', 'DE'] },
    { role: 'approver', territories: ['CH', 'DE'] },
  ]);
  apply = applyOf(test, editor);
});
afterAll(() => test.close());

const FOLDER = join(projectRoot(), 'samples/catalog');
const sample = (...files: string[]) =>
  files.map((file) => readFileSync(join(FOLDER, file), 'utf8')).join('\n');

const counts = () =>
  asOwner(test, async (client) => {
    const tables = [
      'teams',
      'environments',
      'subjects',
      'subject_dependencies',
      'audit_events',
      'outbox',
    ];
    const { rows } = await client.query(
      `select ${tables.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ')}`,
    );
    return rows[0] as Record<string, number>;
  });

const outcomes = (answer: { json(): { documents: { outcome: string }[] } }) => [
  ...new Set(answer.json().documents.map(({ outcome }) => outcome)),
];

const subject = (name: string, spec: object) => ({
  apiVersion: 'leitstand/v1',
  kind: 'Subject',
  metadata: { name },
  spec: { type: 'service', territory: 'DE', ...spec },
});

describe('catalog apply', () => {
  it('keeps nothing when one of many documents is refused, and says which field of which', async () => {
    const before = await counts();
    const body = [
      subject('first', { dependsOn: ['second'] }),
      subject('second', { dependsOn: ['ghost'], tier: 4, colour: 'red' }),
      { kind: 'Poem' },
    ];
    const answer = await apply(body);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'validation-failed']);
    expect(
      answer.json().errors.map(({ path, code }: { path: string; code: string }) => [path, code]),
    ).toEqual([
      ['documents.1.spec.tier', 'invalid-union'],
      ['documents.1.spec.colour', 'unknown-field'],
      ['documents.2.kind', 'unknown-kind'],
    ]);
    expect(await counts()).toEqual(before);
    const report = await apply(body, '?dryRun=true');
    expect(report.json().documents.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'created',
      'refused',
      'refused',
    ]);
    const ghost = await apply(
      [subject('second', { dependsOn: ['first', 'ghost'] }), subject('first', {})],
      '?dryRun=true',
    );
    expect(ghost.json().documents[0].errors).toEqual([
      {
        path: 'spec.dependsOn.1',
        code: 'unknown-subject',
        message: 'There is no subject "ghost" that you may see.',
      },
    ]);
    expect(await counts()).toEqual(before);
  });

  it('reports a dry run without keeping anything', async () => {
    const before = await counts();
    const answer = await apply([subject('dry', {})], '?dryRun=true');
    expect(answer.json()).toEqual({
      dryRun: true,
      documents: [
        { index: 0, kind: 'Subject', name: 'dry', outcome: 'created', errors: [], warnings: [] },
      ],
    });
    expect(await counts()).toEqual(before);
  });

  it('applies documents whatever their order, and the same ones again without a change', async () => {
    const text = sample(
      'slos.yaml',
      'services.yaml',
      'modules.yaml',
      'data-stores.yaml',
      'external-dependencies.yaml',
      'environments.yaml',
      'teams.yaml',
    );
    const first = await apply(text);
    expect([first.statusCode, outcomes(first)]).toEqual([200, ['created']]);
    const documents = first.json().documents.length;
    const after = await counts();
    expect([after.audit_events, after.outbox]).toEqual([documents, 2 * documents]);
    expect(outcomes(await apply(text))).toEqual(['unchanged']);
    expect(await counts()).toEqual(after);
    const shop = await test.app.inject({
      method: 'GET',
      url: '/api/v1/subjects/shop',
      headers: editor.headers,
    });
    expect(shop.json()).toMatchObject({
      sample: true,
      team: { slug: 'team-shop', name: 'Shop' },
      dependedOnBy: ['shop-ch', 'shop-website'],
      tier: 1,
      slos: 2,
    });
  });

  it('takes its own export without a change', async () => {
    const before = await counts();
    const exported = await test.app.inject({
      method: 'GET',
      url: '/api/v1/catalog/export',
      headers: editor.headers,
    });
    expect(exported.headers['content-type']).toBe('application/yaml; charset=utf-8');
    const again = await apply(exported.body);
    expect([again.statusCode, outcomes(again)]).toEqual([200, ['unchanged']]);
    expect(await counts()).toEqual(before);
    const swiss = await sessionOf(test, [{ role: 'editor', territories: ['CH'] }]);
    const part = await test.app.inject({
      method: 'GET',
      url: '/api/v1/catalog/export',
      headers: swiss.headers,
    });
    expect(part.body).toContain('shop-ch');
    expect(part.body).not.toContain('territory: DE');
    expect(outcomes(await apply(part.body, '', swiss))).toEqual(['unchanged']);
  });

  it('survives hostile and broken input with a coded answer in little time', async () => {
    const since = Date.now();
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map((key, at) => `${key}: &${key} [${`*${'abcdefg'[at]},`.repeat(9)}]`)
      .join('\n')}`;
    for (const text of [
      bomb,
      '['.repeat(1_000_000),
      '? '.repeat(400_000),
      'a: "unclosed',
      'a: 1\na: 2',
      '\t- tab',
      'a: *nowhere',
    ]) {
      const answer = await apply(text);
      expect([answer.statusCode, answer.json().code, text.slice(0, 12)]).toEqual([
        400,
        'yaml-invalid',
        text.slice(0, 12),
      ]);
    }
    expect(Date.now() - since).toBeLessThan(8000);
    const broken = await apply('---\nkind: Team\n---\nkind: [Team\n');
    expect(broken.json().errors[0]).toMatchObject({
      path: 'documents.1',
      message: expect.stringMatching(/^line \d+, column \d+: /),
    });
    expect((await apply('# nothing\n')).json().errors[0].code).toBe('empty');
    expect((await apply('just a sentence')).json().errors[0].path).toBe('documents.0.kind');
    expect((await apply([subject('nul', { description: 'a\u0000b' })])).json().errors[0].path).toBe(
      'documents.0.spec.description',
    );
    const large = await apply('#'.repeat(10 * 1024 * 1024));
    expect([large.statusCode, large.json().code]).toEqual([413, 'payload-too-large']);
    const garbage = await test.app.inject({
      method: 'POST',
      url: '/api/v1/catalog/apply',
      headers: { ...editor.headers, 'content-type': 'application/json' },
      payload: '{"kind": ',
    });
    expect([garbage.statusCode, garbage.json().code]).toEqual([400, 'validation-failed']);
    const image = await test.app.inject({
      method: 'POST',
      url: '/api/v1/catalog/apply',
      headers: { ...editor.headers, 'content-type': 'image/png' },
      payload: 'x',
    });
    expect([image.statusCode, image.json().code]).toEqual([415, 'unsupported-media-type']);
  });

  it('refuses territories and names that belong to somebody else', async () => {
    const german = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }]);
    const foreign = await apply([subject('mine', { territory: 'CH' })], '?dryRun=1', german);
    expect(foreign.json().documents[0].errors[0]).toMatchObject({
      path: 'spec.territory',
      code: 'territory-not-yours',
    });
    const taken = await apply([subject('shop-ch', {})], '?dryRun=1', german);
    expect(taken.json().documents[0].errors[0]).toMatchObject({
      path: 'metadata.name',
      code: 'name-taken',
    });
    const viewer = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    expect((await apply([subject('mine', {})], '', viewer)).statusCode).toBe(403);
  });
});

describe('a large catalog', () => {
  const many = Array.from({ length: 1500 }, (_, n) => ({
    apiVersion: 'leitstand/v1',
    kind: 'Team',
    metadata: { name: `large-${n}` },
    spec: { territory: 'DE', description: 'x'.repeat(1000) },
  }));

  it('goes in one body of YAML although no single thing may be as large', async () => {
    const send = (method: 'POST' | 'PUT', path: string, type: string, payload: string) =>
      test.app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { ...editor.headers, 'content-type': type },
        payload,
      });
    const yaml = many.map((one) => `---\n${stringify(one)}`).join('');
    const planned = await send('POST', '/catalog/apply?dryRun=true', 'application/yaml', yaml);
    expect(yaml.length).toBeGreaterThan(1024 * 1024);
    expect([planned.statusCode, planned.json().documents.length]).toEqual([200, 1500]);
    const refused = [
      await send('PUT', '/teams/large', 'application/yaml', yaml),
      await send('POST', '/catalog/apply', 'application/json', JSON.stringify(many)),
    ];
    expect(refused.map((answer) => [answer.statusCode, answer.json().detail])).toEqual(
      ['1 MB', '1 MB of JSON, or 4 MB of YAML,'].map((most) => [
        413,
        `The body is larger than the ${most} that this address takes. Nothing was changed.`,
      ]),
    );
  });
});

describe('an address with a password in it, of times when there could be one', () => {
  it('is shown to nobody, and exported so that it can be applied again', async () => {
    const slo = {
      apiVersion: 'leitstand/v1',
      kind: 'SLO',
      metadata: { name: 'old-answers' },
      spec: {
        subject: 'old-shop',
        target: '99',
        window: { rolling: '30d' },
        indicator: { ratio: { total: 'a_total', bad: 'b_total' } },
        runbook: 'https://example.org/runbook',
      },
    };
    await apply([subject('old-shop', { url: 'https://example.org/shop' }), slo]);
    await asOwner(test, (client) =>
      client.query(`update subjects set url = 'https://me:secret@example.org/shop' where slug = 'old-shop';
        update slos set document = jsonb_set(document, '{spec,runbook}', '"https://me:secret@example.org/runbook"') where slug = 'old-answers'`),
    );
    const get = async (path: string) =>
      (await test.app.inject({ url: `/api/v1${path}`, headers: editor.headers })).body;
    const paths = ['/subjects', '/subjects/old-shop', '/slos', '/slos/old-answers'];
    const shown = await Promise.all([...paths, '/catalog/export'].map(get));
    expect(shown.filter((text) => text.includes('secret'))).toEqual([]);
    expect(shown.join('')).toContain('https://example.org/runbook');
    const again = await apply(shown.at(-1) ?? '');
    expect([again.statusCode, outcomes(again).includes('refused')]).toEqual([200, false]);
    expect(JSON.parse(await get('/subjects/old-shop'))).toMatchObject({
      url: 'https://example.org/shop',
    });
  });
});

describe('the first start', () => {
  it('applies every file of the sample catalog once', async () => {
    const fresh = await startTestApp();
    try {
      const seed = fresh.app.get(SeedCatalog, { strict: false });
      const [first, second] = [await seed.execute(), await seed.execute()];
      expect([first, second]).toEqual([true, false]);
      const documents = readdirSync(FOLDER).map(
        (file) => readFileSync(join(FOLDER, file), 'utf8').match(/^kind: /gm)?.length ?? 0,
      );
      const { rows } = await asOwner(fresh, (client) =>
        client.query<{ actor_id: string; n: number }>(
          'select actor_id, count(*)::int as n from audit_events group by 1',
        ),
      );
      expect(rows).toEqual([
        { actor_id: 'system:seed', n: documents.reduce((sum, n) => sum + n, 0) },
      ]);
    } finally {
      await fresh.close();
    }
  });
});
