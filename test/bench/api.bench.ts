import 'reflect-metadata';
import pg from 'pg';
import { NestFactory } from '@nestjs/core';
import { AuditModule } from '../../apps/api/src/audit/audit.module.js';
import { PlatformModule } from '../../apps/api/src/platform/platform.module.js';
import { SlosWorkerModule } from '../../apps/api/src/slos/slos.module.js';
import { ComputeReadings } from '../../apps/api/src/slos/use-cases/compute-readings.js';
import { tokenOf } from '../harness/actors.js';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.js';
import { testEnvironment } from '../harness/test-environment.js';
import { withApi } from './api-process.js';
import { printFigures, say, type Figure } from './figures.js';
import { load } from './load.js';
import { seedSlos } from './seed-slos.js';
import { withServers } from './servers.js';

const SLOS = 500;
const SECONDS = Number(process.env.LEITSTAND_BENCH_SECONDS ?? 8);
const WARM_UP_SECONDS = 3;

function timed(since: number): number {
  return performance.now() - since;
}

/** Readings of all SLOs: first with every spark line, then as after each closed minute. */
async function benchReadings(owner: pg.Client): Promise<Figure[]> {
  const app = await NestFactory.createApplicationContext(
    { module: class BenchModule {}, imports: [PlatformModule, AuditModule, SlosWorkerModule] },
    { logger: false },
  );
  const compute = app.get(ComputeReadings);
  const first = performance.now();
  const { computed } = await compute.execute();
  const [firstMs, times] = [timed(first), [] as number[]];
  if (computed.length !== SLOS) throw new Error(`${computed.length} readings instead of ${SLOS}`);
  for (let i = 0; i < 5; i += 1) {
    await owner.query(`update slo_ledger_progress set filled_to = filled_to - interval '1 minute'`);
    const since = performance.now();
    await compute.execute();
    times.push(timed(since));
  }
  await app.close();
  return [
    {
      name: `readings of ${SLOS} SLOs, each minute`,
      value: times.toSorted((a, b) => a - b)[2] ?? 0,
      unit: 'ms',
      target: 1000,
      better: 'lower',
    },
    {
      name: `readings of ${SLOS} SLOs with 28-day lines, once a day`,
      value: firstMs,
      unit: 'ms',
      target: 5000,
      better: 'lower',
    },
  ];
}

/** Runs `work` while an SLO changes many times a second, so that no answer can serve twice. */
async function whileChanging<T>(owner: pg.Client, work: () => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const changing = (async () => {
    while (!stop.signal.aborted)
      await owner.query(
        `update slos set rules_message = clock_timestamp()::text where slug = 'objective-7'`,
      );
  })();
  try {
    return await work();
  } finally {
    stop.abort();
    await changing;
  }
}

async function benchHttp(database: TestDatabase, owner: pg.Client): Promise<Figure[]> {
  const { headers } = await tokenOf(
    { database },
    [{ role: 'viewer', territories: ['DE'] }],
    ['slo:read'],
    ['DE'],
  );
  return withApi(async (origin) => {
    const base = `${origin}/api/v1`;
    const measure = async (
      name: string,
      path: string,
      connections: number,
      target: number,
    ): Promise<Figure> => {
      await load(`${base}${path}`, headers, connections, WARM_UP_SECONDS);
      const { p50, p95, requests, bytes } = await load(
        `${base}${path}`,
        headers,
        connections,
        SECONDS,
      );
      say(
        `${name}: ${requests} requests, p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${Math.round(bytes / 1024)} KiB each`,
      );
      return { name: `${name}, p95`, value: p95, unit: 'ms', target, better: 'lower' };
    };
    return [
      await measure(`GET /slos with ${SLOS} SLOs, 1 connection`, '/slos', 1, 50),
      await whileChanging(owner, () =>
        measure(`GET /slos with ${SLOS} SLOs, 1 connection, changing all the time`, '/slos', 1, 50),
      ),
      await measure(`GET /slos with ${SLOS} SLOs, 4 connections`, '/slos', 4, 200),
      await measure('GET /slos of one team, 10 connections', '/slos?team=team-3', 10, 100),
      await measure('GET /slos/{slug}, 10 connections', '/slos/objective-7', 10, 100),
      await measure(
        'GET /slos/{slug}/burn-down, 2 connections',
        '/slos/objective-7/burn-down',
        2,
        200,
      ),
    ];
  });
}

async function bench(): Promise<void> {
  const database = await createTestDatabase();
  Object.assign(process.env, testEnvironment(database));
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    say(`seeding ${SLOS} SLOs with a month of ledger …`);
    await seedSlos(owner, SLOS);
    const readings = await benchReadings(owner);
    printFigures([...(await benchHttp(database, owner)), ...readings]);
  } finally {
    await owner.end();
    await database.drop();
  }
}

await withServers(bench);
