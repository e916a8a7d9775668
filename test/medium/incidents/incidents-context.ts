import type pg from 'pg';
import { SOURCE_TOKEN_PREFIX } from '../../../apps/api/src/incidents/domain/source.js';
import { newSecret } from '../../../apps/api/src/platform/kernel/one-time-secret.js';
import { asOwner } from '../../harness/actors.js';
import type { TestApp } from '../../harness/test-app.js';
import { seedSubjects } from '../slos/slos-context.js';

/** An alert as Alertmanager writes it; times in minutes after `NOON`. */
export interface Told {
  readonly fingerprint: string;
  readonly start: number;
  /** none: it fires */
  readonly end?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The present of the database in these tests. */
export const NOON = new Date('2026-03-02T12:00:00Z');
const minutes = (count: number) => new Date(NOON.getTime() + count * 60_000);

function alertOf({ fingerprint, start, end, labels, annotations }: Told) {
  return {
    status: end === undefined ? 'firing' : 'resolved',
    fingerprint,
    labels: {
      alertname: 'LeitstandBudgetBurnFast',
      severity: 'page',
      slo: 'shop-availability',
      service: 'shop',
      territory: 'DE',
      ...labels,
    },
    annotations: { summary: `${fingerprint} burns`, ...annotations },
    startsAt: minutes(start).toISOString(),
    endsAt: end === undefined ? '0001-01-01T00:00:00Z' : minutes(end).toISOString(),
    generatorURL: 'http://prometheus.example/graph',
  };
}

/** A webhook of Alertmanager, version 4. */
export function webhook(told: readonly Told[], more: object = {}) {
  return {
    version: '4',
    groupKey: '{}:{slo="shop-availability"}',
    truncatedAlerts: 0,
    status: told.every(({ end }) => end !== undefined) ? 'resolved' : 'firing',
    receiver: 'leitstand',
    groupLabels: { slo: 'shop-availability' },
    commonLabels: {},
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example',
    alerts: told.map(alertOf),
    ...more,
  };
}

/** Subjects, an objective of the shop, and sets the database's clock to noon. */
export async function seedCatalog(test: Pick<TestApp, 'database'>): Promise<void> {
  await asOwner(test, async (owner) => {
    await seedSubjects(owner);
    await owner.query(`insert into slos (id, slug, subject_id, territory, document, target, time_window, version, indicator_revision)
      select gen_random_uuid(), 'shop-availability', id, territory, '{}', '99.9', '30d', 1, 1 from subjects where slug = 'shop'`);
    await setClock(owner, NOON);
  });
}

async function setClock(owner: pg.Client, at: Date): Promise<void> {
  await owner.query(
    `insert into clock_shift (shift) values ($1::timestamptz - clock_timestamp())
     on conflict (only_row) do update set shift = excluded.shift`,
    [at],
  );
}

/** Sets the database's clock to so many minutes after noon. */
export function clockAt(test: Pick<TestApp, 'database'>, count: number): Promise<void> {
  return asOwner(test, (owner) => setClock(owner, minutes(count)));
}

/** A source of alerts with a token. @returns the token */
export function addSource(
  test: Pick<TestApp, 'database'>,
  slug: string,
  territories: readonly string[] = ['DE'],
): Promise<string> {
  const { token, hash } = newSecret(SOURCE_TOKEN_PREFIX);
  return asOwner(test, async (owner) => {
    await owner.query(
      `insert into alert_sources (id, slug, name, kind, territory, territories, default_subject, mappings, severities, version, created_at, updated_at, token_hash, token_prefix, token_made_at)
       values (gen_random_uuid(), $1, $1, 'alertmanager', $2, $3, 'billing', '[]', '{}', 1, now(), now(), $4, 'lsa_', now())`,
      [slug, territories[0], territories, hash],
    );
    return token;
  });
}

/** Rows of a statement, past row-level security. */
export function rows<T extends pg.QueryResultRow>(
  test: Pick<TestApp, 'database'>,
  statement: string,
  ...values: unknown[]
): Promise<T[]> {
  return asOwner(test, async (owner) => (await owner.query<T>(statement, values)).rows);
}

/** Posts a body as a source. @param remoteAddress where it comes from; this machine unless told */
export function deliver(
  test: TestApp,
  token: string,
  body: object | string | Buffer,
  remoteAddress = '127.0.0.1',
) {
  return test.app.inject({
    method: 'POST',
    remoteAddress,
    url: '/api/v1/integrations/alertmanager',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    payload: Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body),
  });
}
