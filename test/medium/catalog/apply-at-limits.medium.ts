import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isOneLine, isPlainText } from '#contract';
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { FieldError } from '../../../apps/api/src/platform/kernel/domain-error.js';
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

const call = (method: 'GET' | 'PUT' | 'DELETE', path: string, payload?: object) =>
  test.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: editor.headers,
    ...(payload ? { payload } : {}),
  });

interface Reported {
  readonly name: string;
  readonly outcome: string;
  readonly errors: readonly FieldError[];
}
const reported = (answer: { json(): unknown }) =>
  (answer.json() as { documents: Reported[] }).documents;
const outcomes = (answer: { json(): unknown }) => reported(answer).map(({ outcome }) => outcome);
const errorsOf = (answer: { json(): unknown }) =>
  (answer.json() as { errors: Reported['errors'] }).errors.map(
    ({ path, code }) => `${path} ${code}`,
  );

const document = (kind: string, name: string, spec: object, metadata: object = {}) => ({
  apiVersion: 'leitstand/v1',
  kind,
  metadata: { name, ...metadata },
  spec: { territory: 'DE', ...spec },
});
const subject = (name: string, spec: object = {}, metadata: object = {}) =>
  document('Subject', name, { type: 'service', ...spec }, metadata);
const yaml = (documents: readonly object[]) =>
  documents.map((one) => `---\n${stringify(one)}`).join('');

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

describe('writers at the same time', () => {
  it('of the same new names both succeed, and each name is made once', async () => {
    const slo = {
      ...document('SLO', 'twin-slo', {}),
      spec: {
        subject: 'twin-0',
        target: '99.9',
        window: { rolling: '30d' },
        indicator: { ratio: { total: 'a_total', bad: 'b_total' } },
      },
    };
    const documents = [
      ...Array.from({ length: 19 }, (_, n) => subject(`twin-${n}`, { tier: 2 })),
      slo,
    ];
    const answers = await Promise.all([
      apply(documents),
      apply([...documents].reverse()),
      apply(documents),
    ]);
    expect(answers.flatMap((one) => (one.statusCode === 200 ? [] : one.body))).toEqual([]);
    expect(answers.flatMap(outcomes).toSorted()).toEqual([
      ...Array.from({ length: 20 }, () => 'created'),
      ...Array.from({ length: 40 }, () => 'unchanged'),
    ]);
    const put = { name: 'Only one', kind: 'service', territory: 'DE' };
    const puts = await Promise.all(
      ['a', 'b', 'c'].map((name) => call('PUT', '/subjects/one-of-three', { ...put, name })),
    );
    expect(puts.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 200, 201]);
    expect((await call('GET', '/subjects/one-of-three')).json()).toMatchObject({ version: 3 });
  });

  it('that refer to what the other one writes do not stop each other', async () => {
    await apply([subject('left'), subject('right')]);
    for (let round = 1; round <= 5; round += 1) {
      const [left, right] = [
        subject('left', { dependsOn: ['right'], description: `${round}` }),
        subject('right', { dependsOn: ['left'], description: `${round}` }),
      ];
      const answers = await Promise.all([
        apply([left]),
        apply([right]),
        call('PUT', '/subjects/right', {
          name: 'right',
          kind: 'service',
          territory: 'DE',
          dependsOn: ['left'],
        }),
      ]);
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    }
  });
});

describe('a file that is applied', () => {
  it('is reported by a dry run as it will be', async () => {
    await apply([subject('kept', { tier: 1 }), subject('edited')]);
    const documents = [
      subject('edited', { tier: 3, dependsOn: ['later'] }),
      subject('kept', { tier: 1 }),
      subject('later', { team: 'new-team' }),
      document('Team', 'new-team', {}),
    ];
    const dry = await apply(documents, '?dryRun=true');
    const real = await apply(documents);
    expect(reported(dry)).toEqual(reported(real));
    expect(outcomes(real)).toEqual(['changed', 'unchanged', 'created', 'created']);
  });

  it('may hold a cycle of dependencies, and names the lines of what is wrong', async () => {
    const ring = ['ring-a', 'ring-b', 'ring-c'];
    expect(
      outcomes(
        await apply(ring.map((name, at) => subject(name, { dependsOn: [ring[(at + 1) % 3]] }))),
      ),
    ).toEqual(['created', 'created', 'created']);
    const wrong = await apply(
      `# a comment\n${yaml([subject('fine'), subject('wrong', { tier: 4, colour: 'red', dependsOn: ['fine', 'ghost'] })])}`,
      '?dryRun=true',
    );
    expect(
      reported(wrong)[1]?.errors.map(({ path, message }) => `${path} ${message.split(':')[0]}`),
    ).toEqual(['spec.tier line 18', 'spec.colour line 19']);
  });

  it('leaves nothing of itself when a foreign territory stands in its middle', async () => {
    const german = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }]);
    const before = await written();
    const answer = await apply(
      yaml([
        document('Team', 'half-team', {}),
        subject('half-a', { team: 'half-team' }),
        subject('half-b', { territory: 'CH' }),
        subject('half-c'),
      ]),
      '',
      german,
    );
    expect([answer.statusCode, answer.json().code, errorsOf(answer)]).toEqual([
      403,
      'forbidden',
      ['documents.2.spec.territory territory-not-yours'],
    ]);
    expect(await written()).toEqual(before);
  });

  it('may use one name for several kinds, and change what a subject is', async () => {
    const backup = { interval: '6h', rpo: '5m', rto: '30m', restoreTestInterval: '30d' };
    expect(
      outcomes(
        await apply([
          subject('same', { type: 'data-store', backup }),
          document('Team', 'same', {}),
          document('Environment', 'same', {
            purpose: 'a',
            availability: 'b',
            access: 'c',
            owner: 'd',
          }),
        ]),
      ),
    ).toEqual(['created', 'created', 'created']);
    expect(errorsOf(await apply([subject('same', { backup })]))).toEqual([
      'documents.0.spec.backup not-a-data-store',
    ]);
    expect(outcomes(await apply([subject('same', { type: 'website' })]))).toEqual(['changed']);
  });

  it('has labels and names up to their limits, in any script', async () => {
    const labels = Object.fromEntries(
      Array.from({ length: 64 }, (_, n) => [
        `${'k'.repeat(61)}${String(n).padStart(2, '0')}`,
        '\u{1F6D2}'.repeat(100),
      ]),
    );
    const full = subject(
      `n${'0'.repeat(62)}`,
      { description: 'Ä'.repeat(4000) },
      { displayName: 'Läden – 店 – متجر – \u{1F6D2}', labels },
    );
    expect(outcomes(await apply(yaml([full])))).toEqual(['created']);
    expect(outcomes(await apply([full]))).toEqual(['unchanged']);
    expect(
      errorsOf(await apply([subject('over', {}, { labels: { ...labels, more: 'x' } })])),
    ).toEqual(['documents.0.metadata.labels custom']);
    expect(errorsOf(await apply([subject(`n${'0'.repeat(63)}`)]))).toEqual([
      'documents.0.metadata.name invalid-format',
    ]);
    expect(errorsOf(await apply([subject('läden')]))).toEqual([
      'documents.0.metadata.name invalid-format',
    ]);
  });

  it.each([
    [
      'kind: Subject\nmetadata: { name: hostile, labels: { __proto__: x } }',
      'documents.0.metadata.labels.__proto__',
    ],
    [
      'kind: Subject\n__proto__: { admin: true }\nmetadata: { name: hostile }',
      'documents.0.__proto__',
    ],
    [
      'kind: Subject\nmetadata: { name: hostile, displayName: 017 }',
      'documents.0.metadata.displayName',
    ],
    [
      'kind: Subject\nmetadata: { name: hostile, labels: { wave: 017 } }',
      'documents.0.metadata.labels.wave',
    ],
    ['kind: Subject\nmetadata: { name: hostile, <<: { labels: {} } }', 'documents.0.metadata.<<'],
    [
      'kind: Subject\nmetadata: { name: hostile, displayName: "a\\0b" }',
      'documents.0.metadata.displayName',
    ],
    [
      'kind: Subject\nmetadata: { name: hostile, displayName: "a\\uD800b" }',
      'documents.0.metadata.displayName',
    ],
    [
      'kind: Subject\nmetadata: { name: hostile, labels: &l { again: *l } }',
      'documents.0.metadata.labels.again',
    ],
    ['kind: Subject\ncolour: red\nmetadata: { name: hostile }', 'documents.0.colour'],
    ['kind: SLO\nmetadata: { name: hostile }\ndescription: "\\0"', 'documents.0.description'],
  ])('is refused by field: %j', async (head, path) => {
    const answer = await apply(
      `apiVersion: leitstand/v1\n${head}\nspec: { type: service, territory: DE }\n`,
    );
    expect([answer.statusCode, errorsOf(answer)]).toEqual([
      400,
      expect.arrayContaining([
        expect.stringMatching(new RegExp(`^${path.replaceAll('.', '\\.')} `)),
      ]),
    ]);
  });
});

describe('a resource that is put', () => {
  it.each([
    ['subjects', { name: 'x', kind: 'service', territory: 'DE', owner: 'half \uD83D' }, 'owner'],
    [
      'subjects',
      { name: 'x', kind: 'service', territory: 'DE', url: 'https://example.com/\0' },
      'url',
    ],
    ['teams', { name: 'half \uD83D', territory: 'DE' }, 'name'],
    [
      'slos',
      {
        spec: {
          description: 'x\0',
          subject: 'promised',
          target: '99',
          window: { rolling: '30d' },
          indicator: { ratio: { total: 'a_total', bad: 'b_total' } },
        },
      },
      'spec.description',
    ],
  ])('in %s is refused by field for text that cannot be kept', async (path, body, field) => {
    const answer = await call('PUT', `/${path}/hostile`, body);
    expect([answer.statusCode, errorsOf(answer).map((error) => error.split(' ')[0])]).toEqual([
      400,
      [field],
    ]);
  });
});

describe('what is in use', () => {
  it('stays: a team that objectives name, and by which', async () => {
    await apply([document('Team', 'promising', {}), subject('promised')]);
    const spec = {
      subject: 'promised',
      team: 'promising',
      target: '99.9',
      window: { rolling: '30d' },
      indicator: { ratio: { total: 'a_total', bad: 'b_total' } },
    };
    expect((await call('PUT', '/slos/promised-answers', { spec })).statusCode).toBe(201);
    const refused = await call('DELETE', '/teams/promising');
    expect([refused.statusCode, refused.json().detail]).toEqual([
      409,
      'The team "promising" is still needed by slo promised-answers.',
    ]);
    expect((await call('DELETE', '/slos/promised-answers')).statusCode).toBe(204);
    expect((await call('DELETE', '/teams/promising')).statusCode).toBe(204);
  });
});

describe('an export', () => {
  it('can be applied again by somebody who does not see all that it names', async () => {
    await apply([
      document('Team', 'german-team', {}),
      subject('swiss', { territory: 'CH', team: 'german-team', dependsOn: [] }),
    ]);
    const spec = {
      subject: 'swiss',
      team: 'german-team',
      target: '99.9',
      window: { rolling: '30d' },
      indicator: { ratio: { total: 'a_total', bad: 'b_total' } },
    };
    expect((await call('PUT', '/slos/swiss-answers', { spec })).statusCode).toBe(201);
    const swiss = await sessionOf(test, [{ role: 'editor', territories: ['CH'] }]);
    const exported = await test.app.inject({
      method: 'GET',
      url: '/api/v1/catalog/export',
      headers: swiss.headers,
    });
    const again = await apply(exported.body, '', swiss);
    expect(reported(again).map(({ name, outcome }) => [name, outcome])).toEqual([
      ['swiss', 'unchanged'],
      ['swiss-answers', 'unchanged'],
    ]);
    const elsewhere = await apply(
      exported.body.replaceAll('name: swiss-answers', 'name: swiss-more'),
      '',
      swiss,
    );
    expect(errorsOf(elsewhere)).toEqual(['documents.1.spec.team unknown-team']);
  });

  const words = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter((text) => text.trim() !== '' && !/[\0\p{Cs}]/u.test(text));
  const tricky = fc.constantFrom(
    ...`yes|null|~|017|1e3|2026-01-01|'q'|"|*a|&a|!t|%x|- a|a: b|# c|---|...| x|x |\ttab|two\nlines\n`.split(
      '|',
    ),
    ...'\u2028 \uFEFF \u0085 \u0007'.split(' '),
  );
  const some = fc.oneof(words, tricky).filter(isPlainText);
  const line = some.filter(isOneLine);
  const labels = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9./_-]{0,20}[a-z0-9]$/), line, {
    maxKeys: 5,
  });
  const one = fc.record({
    displayName: line.filter((text) => text.trim() !== ''),
    labels,
    description: some,
    owner: line,
    tier: fc.constantFrom(1, 2, 3, null),
    url: fc.constantFrom(null, 'https://example.com/?a=b#c'),
    dataClass: fc.constantFrom(null, 'personal', 'business'),
  });

  it('can be applied again without a change, whatever people wrote', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 20 }), async (drafts) => {
        round += 1;
        const documents = drafts.map(({ displayName, labels: given, ...spec }, n) =>
          subject(
            `round-${round}-${n}`,
            { ...spec, dependsOn: n > 0 ? [`round-${round}-${n - 1}`] : [] },
            { displayName, labels: given },
          ),
        );
        const first = await apply(documents);
        expect([first.statusCode, new Set(outcomes(first))]).toEqual([200, new Set(['created'])]);
        const exported = await call('GET', '/catalog/export');
        const again = await apply(exported.body);
        expect([
          again.statusCode,
          reported(again).filter(({ outcome }) => outcome !== 'unchanged'),
        ]).toEqual([200, []]);
      }),
      { numRuns: 8 },
    );
  });
});
