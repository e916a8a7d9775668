import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BUDGET_STATES,
  BURN_STATES,
  SLO_SORTS,
  compareSlos,
  sloMatcher,
  type ListedSlo,
  type SloFilter,
  type SloSort,
} from '#contract';
import { ListSlos } from '../../../apps/api/src/slos/use-cases/list-slos.js';
import { randomOf } from '../platform/fuzz.js';
import { sloDocument, startSlosContext, writer, type SlosContext } from './slos-context.js';

const COUNT = 250;
const WORDS = [
  'Shop',
  'shop',
  'ÄRGER',
  'ärger',
  'Straße',
  'strasse',
  'Café',
  'cafe',
  'a-b',
  'ΟΔΟΣ',
  'İz',
  '9',
  '10',
  '100%',
  'x_y',
  "o'clock",
  '\\d',
];
const random = randomOf(20_261_129);
const pick = <T>(choices: readonly T[]): T =>
  choices[Math.floor(random() * choices.length)] as (typeof choices)[number];
const text = () =>
  Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(WORDS)).join(' ');

let context: SlosContext;
let rows: ListedSlo[];

const scope = writer('DE', 'CH');
async function list(filter: SloFilter, sort: SloSort): Promise<ListedSlo[]> {
  const answer = await context.module
    .get(ListSlos)
    .execute(scope, { ...withoutNull(filter), sort, limit: 1000 });
  return (JSON.parse(answer) as { items: ListedSlo[] }).items;
}
const withoutNull = (filter: SloFilter) =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));

/** Few values, so that many rows are equal in what they are sorted by. */
function reading() {
  const leftShare = pick([null, -1.5, 0, 0.1, 0.1, 0.5, 1]);
  return {
    asOf: '2026-11-29T12:00:00.000Z',
    sli: pick([null, 0.9, 0.99, 0.999]),
    budget: { state: pick(BUDGET_STATES), leftShare },
    burn: { state: pick(BURN_STATES), rate1h: pick([null, 0, 0.5, 14.4, 2000]) },
    exhaustsAt: pick([null, null, '2026-12-01T00:00:00.000Z', '2026-12-01T00:00:00.001Z']),
    coverage: pick([0, 0.5, 1]),
  };
}

async function addSlo(index: number): Promise<void> {
  const subject = pick(['shop', 'billing', 'shop-ch']);
  const labels = {
    tier: pick(['1', '2', '']),
    [pick(['area', 'Größe'])]: pick(WORDS).replace(/\W/g, 'x'),
  };
  const document = sloDocument(
    `slo-${index}`,
    { subject, target: pick(['99', '99.9', '99.90', '9.5']), description: text() },
    { displayName: text(), ...(random() < 0.7 ? { labels } : {}) },
  );
  const team = pick([null, null, 'team-shop', 'team-ch']);
  const { rows: made } = await context.owner.query<{ id: string }>(
    `insert into slos (id, slug, subject_id, territory, team, document, target, time_window, version, indicator_revision, updated_at)
     select gen_random_uuid(), $1, s.id, s.territory, $3, $2, $4, '30d', 1, 1, timestamptz '2026-11-01' + $5 * interval '1.0004 milliseconds'
       from subjects s where s.slug = $6 returning id`,
    [
      document.metadata.name,
      JSON.stringify(document),
      team,
      document.spec.target,
      index % 9,
      subject,
    ],
  );
  if (random() < 0.15) return;
  const value = reading();
  await context.owner.query(
    `insert into slo_readings (slo_id, territory, as_of, reading, burn_rates, spark, spark_key, budget_state, burn_state, left_share, burn_rate_1h, exhausts_at)
     select id, territory, now(), $2, '[]', '[]', 'k', $3, $4, $5, $6, $7 from slos where id = $1`,
    [
      made[0]?.id,
      JSON.stringify(value),
      value.budget.state,
      value.burn.state,
      value.budget.leftShare,
      value.burn.rate1h,
      value.exhaustsAt,
    ],
  );
}

beforeAll(async () => {
  context = await startSlosContext();
  await context.owner.query(
    "update teams set name = 'ärger' where slug = 'team-ch'; update subjects set name = 'Ärger 10' where slug = 'billing'",
  );
  for (let index = 0; index < COUNT; index += 1) await addSlo(index);
  rows = await list({}, 'name');
});
afterAll(() => context.close());

const slugs = (slos: readonly ListedSlo[]) => slos.map(({ slug }) => slug);

describe('the database and libs/contract', () => {
  it.each(SLO_SORTS)('put the same rows into the same order: %s', async (sort) => {
    expect(rows).toHaveLength(COUNT);
    expect(slugs(await list({}, sort))).toEqual(slugs(rows.toSorted(compareSlos(sort))));
  });

  it('let the same rows through a filter', async () => {
    const one = (): SloFilter =>
      pick<() => SloFilter>([
        () => ({ q: text() }),
        () => ({
          q: pick(['tier=1', 'ÄRGER  shop', 'größe=', 'STRASSE', 'οδος', '%', '_y', 'swiss', '\\']),
        }),
        () => ({ team: pick(['team-shop', 'team-ch']) }),
        () => ({ subject: pick(['shop', 'billing']) }),
        () => ({ territory: pick(['DE', 'CH', 'AT']) }),
        () => ({ budget: pick(BUDGET_STATES) }),
        () => ({ burn: pick(BURN_STATES) }),
        () => ({ label: pick(['tier', 'tier=', 'tier=1', 'Größe', 'area=Shop', 'none', 'a=b=c']) }),
      ])();
    let found = 0;
    for (let round = 0; round < 200; round += 1) {
      const filter = { ...one(), ...(round % 2 ? one() : {}) };
      const expected = slugs(rows.filter(sloMatcher(filter)));
      expect([filter, slugs(await list(filter, 'name'))]).toEqual([filter, expected]);
      found += expected.length;
    }
    expect(found).toBeGreaterThan(1000);
  });

  it('show a page after the other in that order, whatever the order', async () => {
    const query = { sort: '-burn', limit: 60 } as const;
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const answer = await context.module.get(ListSlos).execute(scope, { ...query, cursor });
      const page = JSON.parse(answer) as { items: ListedSlo[]; nextCursor: string | null };
      seen.push(...slugs(page.items));
      [cursor, more] = [page.nextCursor ?? undefined, page.nextCursor !== null];
    }
    expect(seen).toEqual(slugs(rows.toSorted(compareSlos('-burn'))));
  });
});
