import 'reflect-metadata';
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import pg from 'pg';
import { parseSloDocument, type SloDocument } from '#slo';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { Clock } from '../../../apps/api/src/platform/kernel/clock.js';
import type { Scope } from '../../../apps/api/src/platform/kernel/scope.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { SlosModule, SlosWorkerModule } from '../../../apps/api/src/slos/slos.module.js';
import { PrometheusCounts } from '../../../apps/api/src/slos/gateways/prometheus-counts.gateway.js';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.js';
import { testEnvironment } from '../../harness/test-environment.js';

/** The slos room with its worker parts on a database of its own; nothing ticks by itself. */
export interface SlosContext {
  readonly module: TestingModule;
  readonly database: TestDatabase;
  /** statements as the owner, past row-level security */
  readonly owner: pg.Client;
  /** another worker on the same database; the caller closes it */
  beside(options: Pick<SlosContextOptions, 'counts' | 'clock'>): Promise<TestingModule>;
  close(): Promise<void>;
}

/** Somebody who may write in these territories. */
export function writer(...territories: string[]): Scope {
  const actor = { kind: 'user', id: 'u-anna', name: 'Anna' } as const;
  return {
    actor,
    territories,
    permissions: new Set(['slo:read', 'slo:write']),
    origin: { requestId: 'r-1', ip: null },
  };
}

/** Two services in Germany, one in Switzerland, a team each. */
export async function seedSubjects(owner: pg.Client): Promise<void> {
  await owner.query(`insert into teams (id, slug, name, description, territory, members, labels, version, created_at, updated_at)
    select gen_random_uuid(), slug, name, '', territory, '{}', '{}', 1, now(), now()
      from (values ('team-shop', 'Shop team', 'DE'), ('team-ch', 'Swiss team', 'CH')) as t(slug, name, territory)`);
  await owner.query(`insert into subjects (id, slug, name, kind, description, territory, team, labels, version, created_at, updated_at)
    select gen_random_uuid(), slug, name, 'service', '', territory, team, '{}', 1, now(), now()
      from (values ('shop', 'Shop', 'DE', 'team-shop'), ('billing', 'Billing', 'DE', null), ('shop-ch', 'Swiss shop', 'CH', 'team-ch')) as s(slug, name, territory, team)`);
}

/** An availability objective of 99.9 % over 30 days, changed by `spec`. */
export function sloDocument(
  name: string,
  spec: Record<string, unknown> = {},
  metadata: Record<string, unknown> = {},
): SloDocument {
  const read = parseSloDocument({
    apiVersion: 'leitstand/v1',
    kind: 'SLO',
    metadata: { name, ...metadata },
    spec: {
      subject: 'shop',
      target: '99.9',
      window: { rolling: '30d' },
      indicator: {
        ratio: {
          total: `requests_total{job="${name}"}`,
          bad: `requests_total{job="${name}",code=~"5.."}`,
        },
      },
      ...spec,
    },
  });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

export interface SlosContextOptions {
  readonly settings?: Record<string, string>;
  readonly counts?: Partial<PrometheusCounts>;
  readonly clock?: Clock;
}

function compiled({
  counts,
  clock,
}: Pick<SlosContextOptions, 'counts' | 'clock'>): Promise<TestingModule> {
  let builder = Test.createTestingModule({
    imports: [PlatformModule, AuditModule, SlosModule, SlosWorkerModule],
  });
  if (counts) builder = builder.overrideProvider(PrometheusCounts).useValue(counts);
  if (clock) builder = builder.overrideProvider(Clock).useValue(clock);
  return builder.compile();
}

export async function startSlosContext({
  settings = {},
  ...parts
}: SlosContextOptions = {}): Promise<SlosContext> {
  const database = await createTestDatabase();
  Object.assign(process.env, testEnvironment(database, settings));
  const module = await compiled(parts);
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await seedSubjects(owner);
  const close = async () => {
    await owner.end();
    await module.close();
    await database.drop();
  };
  return { module, database, owner, beside: compiled, close };
}
