import 'reflect-metadata';
import pg from 'pg';
import { asOwner, tokenOf, type TestActor } from '../harness/actors.js';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.js';
import { testEnvironment } from '../harness/test-environment.js';
import { TestMailbox } from '../harness/test-mailbox.js';
import { until } from '../harness/until.js';
import { WorkerProcesses } from '../harness/worker-process.js';
import { withApi } from './api-process.js';
import { deliver, type Planned } from './deliveries.js';
import { percentile, printFigures, say, type Figure } from './figures.js';
import { mailOf, PEOPLE, seedPaging } from './paging-seed.js';
import { withServers } from './servers.js';

/** How long each rate is kept up; shorter for a look. */
const SECONDS = Number(process.env.LEITSTAND_BENCH_SECONDS ?? 60);
const OF_A_GROUP = 50;
/** The first seconds of processes that were just started are nobody's. */
const WARM_UP = 200;
const PATIENCE_MS = 120_000;

const RATES = [50, 200] as const;
const AT_ONCE = 1000;

interface Bench {
  readonly origin: string;
  readonly token: string;
  readonly owner: pg.Client;
  /** services that no alert was about yet */
  readonly fresh: Iterator<number>;
}

/** So many deliveries, each about a service that is well so far: an incident each. */
function incidents({ fresh }: Bench, name: string, count: number): Planned[] {
  return Array.from({ length: count }, (_, i) => ({
    group: `${name}-${i}`,
    services: [fresh.next().value as number],
  }));
}

/** How long from the first word of each incident, in its transaction, until `what` of its first page, in milliseconds. */
async function pagesOf(
  { owner }: Bench,
  since: Date,
  count: number,
  what: 'started' | 'accepted',
): Promise<{ readonly waits: number[]; readonly people: Map<string, Date> }> {
  const find = async () => {
    const { rows } = await owner.query<{ ms: number; user_id: string; at: Date }>(
      `select extract(epoch from min(a.at) - i.triggered_at)::float * 1000 as ms, n.user_id, min(a.at) as at
         from incidents i join notifications n on n.topic_id = i.topic_id and n.kind = 'page'
         join notification_attempts a on a.notification_id = n.id and a.what = $2
        where i.triggered_at >= $1 group by i.id, n.user_id`,
      [since, what],
    );
    return rows;
  };
  await until(`${count} incidents paged`, async () => (await find()).length >= count, PATIENCE_MS);
  const rows = await find();
  const people = new Map<string, Date>();
  for (const { user_id: user, at } of rows) {
    const first = people.get(user);
    if (!first || at < first) people.set(user, at);
  }
  return { waits: rows.map(({ ms }) => ms), people };
}

async function clock({ owner }: Bench): Promise<Date> {
  const { rows } = await owner.query<{ now: Date }>('select leitstand_now() as now');
  return rows[0]?.now ?? new Date();
}

/** Incidents at a rate: how long after its commit somebody is first tried to be told. */
async function benchRate(bench: Bench, rate: number): Promise<Figure> {
  const count = rate * SECONDS;
  const since = await clock(bench);
  const sent = await deliver(
    bench.origin,
    bench.token,
    incidents(bench, `r${rate}`, count),
    1000 / rate,
  );
  const { waits } = await pagesOf(bench, since, count, 'started');
  const accepted = await pagesOf(bench, since, count, 'accepted');
  const p99 = percentile(waits, 0.99);
  say(
    `${rate} incidents/s for ${SECONDS} s: taken in p50 ${percentile(sent.times, 0.5).toFixed(0)} ms, p99 ${percentile(sent.times, 0.99).toFixed(0)} ms, ${sent.again} times to come again; ` +
      `first attempt p50 ${percentile(waits, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, worst ${Math.max(...waits).toFixed(0)} ms; mail server has it p99 ${percentile(accepted.waits, 0.99).toFixed(0)} ms`,
  );
  return {
    name: `first-attempt-p99/${rate}`,
    value: p99,
    unit: 'ms',
    target: rate === RATES[0] ? 1000 : 3000,
    better: 'lower',
  };
}

/** A thousand incidents at once that are for a hundred people: when the last of them has a first page. */
async function benchFirstPages(bench: Bench): Promise<Figure> {
  const since = await clock(bench);
  await deliver(bench.origin, bench.token, incidents(bench, 'burst', AT_ONCE), 0);
  const { people } = await pagesOf(bench, since, AT_ONCE, 'accepted');
  if (people.size !== PEOPLE) throw new Error(`${people.size} of ${PEOPLE} were paged`);
  const last = Math.max(...[...people.values()].map((at) => at.getTime()));
  return {
    name: `first-page-all/${AT_ONCE}x${PEOPLE}`,
    value: (last - since.getTime()) / 1000,
    unit: 's',
    target: 10,
    better: 'lower',
  };
}

/** Alerts nobody heard of before, fifty to a group: at a thousand a second, and as fast as they are taken. */
async function benchIntake(bench: Bench): Promise<Figure[]> {
  const rate = 1000 / OF_A_GROUP;
  const groups = (name: string, count: number): Planned[] =>
    Array.from({ length: count }, (_, i) => ({
      group: `${name}-${i}`,
      services: Array.from({ length: OF_A_GROUP }, () => i % PEOPLE),
    }));
  const steady = await deliver(
    bench.origin,
    bench.token,
    groups('steady', rate * SECONDS),
    1000 / rate,
  );
  say(
    `1,000 alerts/s for ${SECONDS} s: p50 ${percentile(steady.times, 0.5).toFixed(0)} ms, ${steady.again} times to come again`,
  );
  const all = rate * SECONDS;
  const full = await deliver(bench.origin, bench.token, groups('full', all), 0);
  return [
    {
      name: 'intake-rate',
      value: (all * OF_A_GROUP) / full.seconds,
      unit: '/s',
      target: 1000,
      better: 'higher',
    },
    {
      name: 'intake-p99',
      value: percentile(steady.times, 0.99),
      unit: 'ms',
      target: 250,
      better: 'lower',
    },
  ];
}

/** A policy for each team, as somebody would make it. */
async function makePolicies(origin: string, { headers }: TestActor): Promise<void> {
  for (let i = 0; i < PEOPLE; i += 1) {
    const response = await fetch(`${origin}/api/v1/escalation-policies/team-${i}`, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({
        name: `Team ${i}`,
        territory: 'DE',
        serves: { teams: [`team-${i}`] },
        steps: [{ delay: '15m', targets: [{ user: mailOf(i) }] }],
        repeat: 0,
        fallback: { user: mailOf((i + 1) % PEOPLE) },
      }),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  }
}

async function bench(database: TestDatabase, owner: pg.Client): Promise<void> {
  const services = WARM_UP + AT_ONCE + RATES.reduce((sum, rate) => sum + rate * SECONDS, 0);
  say(`seeding ${PEOPLE} people and ${services} services …`);
  const token = await seedPaging(owner, services);
  const editor = await tokenOf(
    { database },
    [{ role: 'editor', territories: ['DE'] }],
    ['policy:write'],
    ['DE'],
  );
  const figures = await withApi(async (origin) => {
    await makePolicies(origin, editor);
    const bench: Bench = { origin, token, owner, fresh: Array(services).keys() };
    const warm = await clock(bench);
    await deliver(origin, token, incidents(bench, 'warm', WARM_UP), 20);
    await pagesOf(bench, warm, WARM_UP, 'accepted');
    return [
      await benchFirstPages(bench),
      await benchRate(bench, RATES[0]),
      await benchRate(bench, RATES[1]),
      ...(await benchIntake(bench)),
    ];
  });
  printFigures(figures);
}

await withServers(async () => {
  const database = await createTestDatabase();
  const mailbox = new TestMailbox();
  const settings = {
    LEITSTAND_SMTP_URL: await mailbox.open(),
    LEITSTAND_PUBLIC_URL: 'https://leitstand.example',
  };
  Object.assign(process.env, testEnvironment(database, settings));
  const workers = new WorkerProcesses();
  await workers.start(database, { ...settings, LEITSTAND_LOG_LEVEL: 'warn' });
  try {
    await asOwner({ database }, (owner) => bench(database, owner));
  } finally {
    await workers.close();
    await mailbox.close();
    await database.drop();
  }
});
