import type { Page } from '#contract';
import { describe, expect, it } from '@jest/globals';
import type { AuditVerification, Subject } from '../src/api/contract.js';
import type { BurnDown, Reading, SloDetail, SloList } from '../src/api/contract-slo.js';
import { createMockServer } from './server.js';
import type { MockServer } from './server.js';
import { readVariants } from './variants.js';

const NOW = new Date('2026-11-20T12:00:30Z');

async function call(
  server: MockServer,
  method: string,
  path: string,
  extra: { mock?: string; body?: unknown; match?: string } = {},
): Promise<{ status: number; body: unknown }> {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (extra.mock !== undefined) headers.set('x-mock', extra.mock);
  if (extra.match !== undefined) headers.set('if-match', extra.match);
  const init = {
    method,
    headers,
    ...(extra.body === undefined ? {} : { body: JSON.stringify(extra.body) }),
  };
  const response = await server.handle(new Request(`http://mock.local/api/v1${path}`, init));
  const text = (await response?.text()) ?? '';
  return {
    status: response?.status ?? 0,
    body: response?.headers.get('content-type')?.includes('json')
      ? (JSON.parse(text) as unknown)
      : text,
  };
}
const fresh = (): MockServer => createMockServer(() => NOW);
/** For what only reads: to make one takes a tenth of a second. */
const shared = fresh();

describe('the mock API', () => {
  it('shows one number in list, detail, budget and the last point of the chart', async () => {
    const { items } = (await call(shared, 'GET', '/slos')).body as SloList;
    expect(items.length).toBeGreaterThan(5);
    for (const { slug, reading } of items) {
      const detail = (await call(shared, 'GET', `/slos/${slug}`)).body as SloDetail;
      const budget = (await call(shared, 'GET', `/slos/${slug}/budget`)).body as Reading;
      const chart = (await call(shared, 'GET', `/slos/${slug}/burn-down`)).body as BurnDown;
      expect(detail.reading).toEqual(reading);
      expect(budget).toEqual(reading);
      expect(chart.points.at(-1)?.left ?? null).toBe(reading?.budget.leftShare ?? null);
      expect(chart.asOf).toBe(reading?.asOf);
    }
  });

  it('covers every budget state but invents no data', async () => {
    const { items, counts } = (await call(shared, 'GET', '/slos')).body as SloList;
    expect(counts.budget['no-data']).toBe(1);
    expect(counts.budget.exhausted).toBeGreaterThan(0);
    expect(
      items.find(({ slug }) => slug === 'erp-order-sync')?.reading?.budget.leftShare,
    ).toBeNull();
  });

  it('is the same for the same moment', async () => {
    expect((await call(fresh(), 'GET', '/slos')).body).toEqual(
      (await call(fresh(), 'GET', '/slos')).body,
    );
  });

  it.each([
    ['failing:/audit', '/audit', 503],
    ['failing:/audit', '/subjects', 200],
    ['forbidden', '/teams', 403],
    ['signed-out', '/me', 401],
    ['signed-out', '/status', 200],
    ['unreachable', '/status', 502],
    ['viewer', '/users', 403],
    ['no-sample', '/sample', 404],
    ['nonsense', '/me', 200],
  ])('variant %s answers %s with %i', async (mock, path, status) => {
    expect((await call(shared, 'GET', path, { mock })).status).toBe(status);
  });

  it('pages a list to its end without losing or repeating an entry', async () => {
    const seen: number[] = [];
    let cursor: string | null = '0';
    while (cursor !== null) {
      const page = (await call(shared, 'GET', `/audit?limit=50&cursor=${cursor}`)).body as Page<{
        seq: number;
      }>;
      seen.push(...page.items.map(({ seq }) => seq));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(Array.from({ length: 127 }, (_, index) => 127 - index));
  });

  it('creates, refuses an edit of an old version, links dependencies both ways, and deletes', async () => {
    const server = fresh();
    const input = {
      name: 'Fees',
      kind: 'service',
      description: '',
      territory: 'DE',
      team: null,
      owner: null,
      environment: null,
      tier: null,
      dataClass: null,
      url: null,
      backup: null,
      labels: {},
      dependsOn: ['mail-relay'],
    };
    expect((await call(server, 'PUT', '/subjects/fees', { body: input })).status).toBe(201);
    expect(
      (await call(server, 'PUT', '/subjects/fees', { body: input, match: '"9"' })).status,
    ).toBe(412);
    const relay = (await call(server, 'GET', '/subjects/mail-relay')).body as Subject;
    expect(relay.dependedOnBy).toContain('fees');
    for (const path of ['/subjects/mail-relay', '/teams/platform'])
      expect((await call(server, 'DELETE', path)).status).toBe(409);
    expect((await call(server, 'DELETE', '/subjects/fees')).status).toBe(204);
    expect((await call(server, 'GET', '/subjects/fees')).status).toBe(404);
  });

  it('finds a broken chain when asked to', async () => {
    const { body } = await call(shared, 'POST', '/audit/verification', { mock: 'broken-chain' });
    expect((body as AuditVerification).faults.map(({ kind }) => kind)).toEqual([
      'edited',
      'deleted',
    ]);
  });

  it('leaves foreign paths alone and reads only known variants', async () => {
    expect(await shared.handle(new Request('http://mock.local/assets/x.js'))).toBeNull();
    expect(readVariants('slow, failing:/audit,what')).toEqual([
      { variant: 'slow', path: null },
      { variant: 'failing', path: '/audit' },
    ]);
  });
});
