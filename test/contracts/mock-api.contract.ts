import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../apps/api/src/platform/config/project-root.js';
import { createMockServer } from '../../apps/console/mock-api/server.js';
import { VARIANTS } from '../../apps/console/mock-api/variants.js';
import { AnswerContract } from '../harness/answer-contract.js';

interface Item {
  readonly servers?: readonly { readonly url: string }[];
}
const contract = AnswerContract.committed();
const { paths } = JSON.parse(readFileSync(join(projectRoot(), 'docs/openapi.json'), 'utf8')) as {
  paths: Record<string, Item & Record<string, unknown>>;
};
const operations = Object.entries(paths).flatMap(([path, item]) =>
  Object.keys(item)
    .filter((method) => method !== 'servers')
    .map((method) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path: `${item.servers?.[0]?.url ?? '/api/v1'}${path}`,
    })),
);

/** What the screens never ask for. */
const UNANSWERED = [
  'GET /auth/callback/oidc',
  'GET /catalog/export',
  'GET /environments/{slug}',
  'GET /openapi.json',
  'GET /rules',
  'POST /catalog/apply',
  'POST /integrations/alertmanager',
  'POST /integrations/grafana',
  'POST /integrations/heartbeat',
  'POST /integrations/webhook/{slug}',
];
/** A server that is no Leitstand's, and one that only takes its time. */
const variants = ['', ...VARIANTS.filter((name) => !['unreachable', 'slow'].includes(name))];

const NOW = new Date('2026-11-20T12:00:30Z');
const SUBJECT = { name: 'Fees', kind: 'service', territory: 'DE', labels: {}, dependsOn: [] };
const name = { de: 'Österreich', en: 'Austria' };
const NIGHTS = {
  name: 'Nights',
  territory: 'DE',
  timeZone: 'Europe/Berlin',
  layers: [
    {
      name: 'first',
      rotation: {
        turn: 'daily',
        handoff: '21:00',
        anchor: '2026-01-05',
        members: ['ben.okafor@example.org'],
      },
    },
  ],
};
const BODIES: Readonly<Record<string, unknown>> = {
  'PUT /subjects/{slug}': SUBJECT,
  'PUT /teams/{slug}': { name: 'Fees', territory: 'DE', description: '', members: [], labels: {} },
  'PUT /schedules/{slug}': NIGHTS,
  'POST /schedules/{slug}/preview': NIGHTS,
  'POST /schedules/{slug}/handovers': { text: 'The queue is being drained.' },
  'POST /schedules/{slug}/overrides': {
    user: 'ben.okafor@example.org',
    start: '2026-11-20T12:00:00Z',
    end: '2026-11-20T18:00:00Z',
  },
  'PUT /environments/{slug}': {
    name: 'Stage',
    purpose: 'Rehearsals',
    availability: 'working hours',
    access: 'everybody',
    owner: 'Ann',
    territory: 'DE',
    labels: {},
  },
  'PUT /escalation-policies/{slug}': {
    name: 'Fees',
    territory: 'DE',
    serves: { subjects: [], teams: ['fees'], default: false },
    steps: [{ delay: '5m', targets: [{ schedule: 'commerce-primary' }] }],
    repeat: 1,
    fallback: { user: 'anna.lindqvist@example.org' },
    waiver: null,
  },
  'PUT /sample': { load: 'peak' },
  'PUT /territories/{code}': { name },
  'PUT /heartbeats/{slug}': {
    name: 'Backup',
    subject: 'shop',
    intervalSeconds: 86_400,
    graceSeconds: 60,
  },
  'PUT /maintenance-windows/{slug}': {
    name: 'Disks',
    territory: 'DE',
    reason: 'New disks',
    subjects: ['shop'],
    timeZone: 'Europe/Berlin',
    starts: '2026-12-05T22:00',
    durationMinutes: 120,
  },
  'POST /maintenance-windows/preview': {
    name: 'Disks',
    territory: 'DE',
    reason: 'New disks',
    subjects: ['shop'],
    timeZone: 'Europe/Berlin',
    starts: '2026-12-05T22:00',
    durationMinutes: 120,
  },
  'PUT /sources/{slug}': { name: 'Ours', territory: 'DE', defaultSubject: 'shop' },
  'POST /incidents': { title: 'Nobody can pay', severity: 'page', subject: 'shop' },
  'POST /incidents/{id}/notes': { text: 'Looking.' },
  'POST /incidents/{id}/pins': { seq: 1, pinned: true },
  'PUT /incidents/{id}/review': { sections: { lessons: 'Ask earlier.' } },
  'POST /incidents/{id}/review/state': { state: 'published' },
  'POST /incidents/{id}/action-items': { title: 'Ask earlier', due: '2026-11-20' },
  'PUT /action-items/{id}': { state: 'dropped', reason: 'It is gone.' },
  'POST /incidents/{id}/merge': { into: 'INC-430' },
  'POST /incidents/{id}/snooze': { until: '2026-11-20T18:00:00Z' },
  'POST /incidents/{id}/responders': { user: 'ben.okafor@example.org' },
  'POST /incidents/{id}/responders/answer': { answer: 'accepted' },
  'POST /incidents/{id}/roles': { role: 'scribe', user: 'anna.lindqvist@example.org' },
  'POST /incidents/{id}/escalate': { seen: null },
  'POST /incidents/{id}/resolution': { despiteFiring: true },
  'POST /tokens': { name: 'ci', scopes: ['slo:read'], territories: ['DE'], expiresAt: null },
  'POST /invitations': { email: 'new@example.org', grants: [] },
  'POST /me/invitations': { token: 'a-token' },
  'PATCH /users/{id}': { grants: [{ role: 'admin', territories: ['DE'] }] },
  'POST /me/methods': { kind: 'mail', address: 'phone@example.org' },
  'POST /push-renewals': {
    old: 'https://push.example/1',
    endpoint: 'https://push.example/2',
    keys: { p256dh: 'p', auth: 'a' },
  },
  'POST /me/methods/{id}/verification': { code: '123456' },
  'POST /me/presence': { tab: '0190a2c4-0000-4000-8000-000000000001' },
  'POST /me/pages/{id}/delivery': { tab: '0190a2c4-0000-4000-8000-000000000001' },
  'PATCH /me': { name: 'Ann' },
};
const SIGN_IN = {
  token: 'a-token',
  name: 'Ann',
  email: 'ann@example.org',
  current: 'before',
  password: 'a long enough sentence',
  provider: 'oidc',
  callbackURL: '/slos',
};

type Mock = ReturnType<typeof createMockServer>;
type Operation = (typeof operations)[number];

/** What is looked at comes before what is changed, and signing out last of all. */
const rank = ({ method, name: operation }: Operation) =>
  operation.endsWith('sign-out') ? 9 : ['GET', 'PUT', 'PATCH', 'POST', 'DELETE'].indexOf(method);

async function read<T>(server: Mock, path: string): Promise<T> {
  const answer = await server.handle(new Request(`http://mock.local/api/v1${path}`));
  return (await answer?.json()) as T;
}

/** What is reviewed is over, and the first incident is not. */
const REVIEWED = '/incidents/INC-427/review';

/** The address of the operation for something that the mock API has: each parameter is the first thing's of the list before it. */
async function addressOf(server: Mock, { name: operation, path }: Operation): Promise<string> {
  const [, review] = /^\/incidents\/\{id\}\/review(.*)$/.exec(operation.split(' ')[1] ?? '') ?? [];
  if (review !== undefined) return `/api/v1${REVIEWED}${review.replace('{edition}', '1')}`;
  let known = '';
  for (const [, before = '', key = ''] of operation.matchAll(/(\/[\w/-]+)\/\{(\w+)\}/g)) {
    const list = `${known}${before}`;
    const { items } = await read<{ items?: Record<string, string>[] }>(server, list);
    known = `${list}/${items?.[0]?.[key] ?? 'none'}`;
  }
  return path.replace(/(.*)\{\w+\}/, `/api/v1${known}`);
}

async function bodyOf(server: Mock, { method, name: operation }: Operation, url: string) {
  if (method === 'GET' || method === 'DELETE') return undefined;
  if (operation === 'PUT /slos/{slug}')
    return (await read<{ document: unknown }>(server, url.replace('/api/v1', ''))).document;
  return BODIES[operation] ?? SIGN_IN;
}

async function askFor(server: Mock, operation: Operation, variant: string) {
  const url = await addressOf(server, operation);
  const body = await bodyOf(server, operation, url);
  const request = new Request(`http://mock.local${url}?token=a-token`, {
    method: operation.method,
    headers: { 'content-type': 'application/json', 'x-mock': variant },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await server.handle(request);
  const contentType = answer?.headers.get('content-type') ?? undefined;
  if (contentType === 'text/event-stream') void answer?.body?.cancel();
  const text = contentType?.endsWith('json') ? ((await answer?.text()) ?? '') : '';
  const status = answer?.status ?? 0;
  return {
    failed: status >= 400 ? [`${operation.name} ${status}`] : [],
    faults: contract.faults({ method: operation.method, url, status, contentType, body: text }),
  };
}

describe("the console's mock API", () => {
  it.each(variants)('answers every operation as the API documents it: %s', async (variant) => {
    const asked = operations
      .filter(({ name: operation }) => !UNANSWERED.includes(operation))
      .sort((a, b) => rank(a) - rank(b));
    const server = createMockServer(() => NOW);
    const answers: Awaited<ReturnType<typeof askFor>>[] = [];
    for (const operation of asked) answers.push(await askFor(server, operation, variant));
    expect(answers.flatMap(({ faults }) => faults)).toEqual([]);
    expect(asked.length).toBeGreaterThan(50);
    // Nothing fails without a variant, but that what is merged is not reopened and sleeps no more, that nobody is paged any more who declined, and a schedule that pages, a subject with SLOs, a team with subjects and the address of an account stay.
    if (variant === '')
      expect(answers.flatMap(({ failed }) => failed)).toEqual([
        'POST /incidents/{id}/reopening 409',
        'POST /incidents/{id}/snooze 409',
        'POST /me/pages/{id}/delivery 404',
        'DELETE /me/methods/{id} 409',
        'DELETE /schedules/{slug} 409',
        'DELETE /subjects/{slug} 409',
        'DELETE /teams/{slug} 409',
      ]);
  });
});
