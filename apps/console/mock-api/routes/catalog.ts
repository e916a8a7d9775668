import type { Subject, SubjectInput, Team, TeamInput } from '../../src/api/contract.js';
import { json, noContent, page, problem } from '../answers.js';
import { uuid } from '../random.js';
import { routes } from '../router.js';
import type { Call } from '../router.js';
import { announce } from '../state.js';
import { environmentHandlers, inUse } from './environments.js';

const ifMatch = (call: Call): number | null => {
  const text = call.headers.get('if-match');
  return text === null ? null : Number(text.replaceAll('"', ''));
};

function listSubjects({ state, query, is }: Call) {
  if (is('empty')) return json(page<Subject>([], query));
  const all = is('many') ? [...state.subjects, ...state.manySubjects] : state.subjects;
  const q = query.get('q')?.toLowerCase() ?? '';
  const items = all.filter(
    (one) =>
      (query.get('kind') ?? one.kind) === one.kind &&
      (query.get('territory') ?? one.territory) === one.territory &&
      (query.get('team') ?? one.team?.slug) === one.team?.slug &&
      `${one.name} ${one.slug} ${Object.entries(one.labels).join(' ')}`.toLowerCase().includes(q),
  );
  return json(page(items, query, 2000));
}

function relink(state: Call['state']): void {
  for (const subject of state.subjects) {
    subject.dependedOnBy = state.subjects
      .filter(({ dependsOn }) => dependsOn.includes(subject.slug))
      .map(({ slug }) => slug);
  }
}

function subjectOf(
  { state, now }: Call,
  slug: string,
  input: SubjectInput,
  existing: Subject | undefined,
): Subject {
  const { team, backup, ...rest } = input;
  const found = state.teams.find((one) => one.slug === team);
  return {
    description: '',
    owner: null,
    environment: null,
    tier: null,
    dataClass: null,
    url: null,
    labels: {},
    ...rest,
    dependsOn: input.dependsOn ?? [],
    slug,
    backup: input.kind === 'data-store' ? (backup as Subject['backup']) : null,
    id: existing?.id ?? uuid(`subject-${slug}`),
    team: found ? { slug: found.slug, name: found.name } : null,
    dependedOnBy: [],
    sample: existing?.sample ?? false,
    version: (existing?.version ?? 0) + 1,
    updatedAt: now.toISOString(),
    slos: existing?.slos ?? 0,
  };
}

function putSubject(call: Call) {
  const { params, state, now } = call;
  const slug = params['slug'] ?? '';
  const input = call.body as SubjectInput;
  const existing = state.subjects.find((one) => one.slug === slug);
  const expected = ifMatch(call);
  if (
    existing &&
    (call.is('changed-meanwhile') || (expected !== null && expected !== existing.version))
  ) {
    return problem(412, 'precondition-failed', 'This subject was changed meanwhile.');
  }
  if (!existing && !/^[a-z0-9][a-z0-9-]*$/.test(slug)) {
    return problem(422, 'validation-failed', 'The name cannot be used.', [
      { path: 'slug', code: 'pattern', message: 'Lower-case letters, digits and hyphens only.' },
    ]);
  }
  const dependsOn = input.dependsOn ?? [];
  const unknown = dependsOn.find((one) => !state.subjects.some((other) => other.slug === one));
  if (unknown !== undefined) {
    return problem(422, 'validation-failed', 'A dependency is unknown.', [
      { path: 'dependsOn', code: 'unknown-subject', message: `There is no subject "${unknown}".` },
    ]);
  }
  const missing =
    input.kind === 'data-store'
      ? (['interval', 'rpo', 'rto', 'restoreTestInterval'] as const).filter(
          (slot) => !input.backup?.[slot],
        )
      : [];
  if (missing.length > 0) {
    return problem(
      400,
      'validation-failed',
      'A data store must say how it is kept safe.',
      missing.map((slot) => ({ path: `backup.${slot}`, code: 'required', message: 'is needed' })),
    );
  }
  const subject = subjectOf(call, slug, input, existing);
  state.subjects = [...state.subjects.filter((one) => one.slug !== slug), subject];
  relink(state);
  announce(state, 'subject.changed', [slug], now);
  return json(subject, existing ? 200 : 201, subject.version);
}

function deleteSubject({ params, state, now }: Call) {
  const subject = state.subjects.find((one) => one.slug === params['slug']);
  if (!subject) return problem(404, 'not-found', 'No such subject.');
  const users = [...subject.dependedOnBy, ...(subject.slos > 0 ? [`${subject.slos} slos`] : [])];
  if (users.length > 0) return inUse('subject', subject.slug, users);
  state.subjects = state.subjects.filter((one) => one !== subject);
  relink(state);
  announce(state, 'subject.changed', [subject.slug], now);
  return noContent();
}

function putTeam({ params, body, state, now }: Call) {
  const slug = params['slug'] ?? '';
  const existing = state.teams.find((one) => one.slug === slug);
  const input = body as TeamInput;
  const members = input.members ?? [];
  const stray = members.find((member) => !member.includes('@'));
  if (stray !== undefined) {
    return problem(422, 'validation-failed', 'A member is not an address.', [
      { path: 'members', code: 'email', message: `"${stray}" is not an email address.` },
    ]);
  }
  const team: Team = {
    contact: null,
    description: '',
    labels: {},
    ...input,
    members,
    slug,
    sample: existing?.sample ?? false,
    version: (existing?.version ?? 0) + 1,
    subjects: existing?.subjects ?? 0,
    updatedAt: now.toISOString(),
  };
  state.teams = [...state.teams.filter((one) => one.slug !== slug), team];
  announce(state, 'team.changed', [slug], now);
  return json(team, existing ? 200 : 201, team.version);
}

const absent = (what: string) => problem(404, 'not-found', `No such ${what}.`);

export const catalogRoutes = routes({
  'GET /subjects': listSubjects,
  'GET /subjects/{slug}': ({ params, state }) => {
    const subject = [...state.subjects, ...state.manySubjects].find(
      ({ slug }) => slug === params['slug'],
    );
    return subject ? json(subject, 200, subject.version) : absent('subject');
  },
  'PUT /subjects/{slug}': putSubject,
  'DELETE /subjects/{slug}': deleteSubject,
  'GET /teams': ({ state, query, is }) => {
    const items = state.teams.filter(
      (team) => (query.get('territory') ?? team.territory) === team.territory,
    );
    return json(page(is('empty') ? [] : items, query));
  },
  'GET /teams/{slug}': ({ params, state }) => {
    const team = state.teams.find(({ slug }) => slug === params['slug']);
    return team ? json(team, 200, team.version) : absent('team');
  },
  'PUT /teams/{slug}': putTeam,
  'DELETE /teams/{slug}': ({ params, state, now }) => {
    const users = state.subjects.filter(({ team }) => team?.slug === params['slug']);
    if (users.length > 0)
      return inUse(
        'team',
        params['slug'] ?? '',
        users.map(({ slug }) => slug),
      );
    state.teams = state.teams.filter(({ slug }) => slug !== params['slug']);
    announce(state, 'team.changed', [params['slug'] ?? ''], now);
    return noContent();
  },
  ...environmentHandlers,
});
