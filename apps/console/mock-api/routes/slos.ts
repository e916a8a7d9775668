import {
  BUDGET_STATES,
  BURN_STATES,
  SLO_FILTERS,
  SLO_SORTS,
  compareSlos,
  sloMatcher,
  type SloFilter,
} from '#contract';
import type { BurnDown, SeriesCheck, SloList, SloRow } from '../../src/api/contract-slo.js';
import { json, page, problem, type Answer } from '../answers.js';
import { detection } from '../data/slo-detection.js';
import { burnDown, burnRates, reading } from '../data/slo-ledger.js';
import type { SloSeed } from '../data/slo-seeds.js';
import { seriesWarnings } from '../data/slo-series.js';
import { manySloRows, sloDetail, sloDocument, sloRow } from '../data/slos.js';
import { routes } from '../router.js';
import type { Call } from '../router.js';
import { ago } from '../time.js';
import { deleteSlo, putSlo } from './slo-writes.js';

function counts(rows: readonly SloRow[]): SloList['counts'] {
  const none = <S extends string>(states: readonly S[]) =>
    Object.fromEntries(states.map((state) => [state, 0])) as Record<S, number>;
  const [budget, burn] = [none(BUDGET_STATES), none(BURN_STATES)];
  for (const row of rows) {
    budget[row.reading?.budget.state ?? 'no-data'] += 1;
    burn[row.reading?.burn.state ?? 'unknown'] += 1;
  }
  return { total: rows.length, budget, burn };
}

const filterOf = (query: URLSearchParams): SloFilter =>
  Object.fromEntries(SLO_FILTERS.map((name) => [name, query.get(name)]));

/** As many as the API gives at once; more are asked for page by page. */
const PAGE = 1_000;
/** Beside the usual ones, in a list that must stay quick and complete. */
const MANY = 4_990;

function list(call: Call) {
  const { state, query, is } = call;
  const now = ledgerTime(call);
  const seeds = is('empty') ? [] : state.slos;
  const rows = [
    ...seeds.map((seed) => sloRow(seed, now)),
    ...(is('many') ? manySloRows(seeds, now, MANY) : []),
  ];
  const { budget, burn, ...others } = filterOf(query);
  const narrowed = rows.filter(sloMatcher(others));
  const sort = SLO_SORTS.find((name) => name === query.get('sort')) ?? 'urgency';
  const found = narrowed.filter(sloMatcher({ budget, burn })).sort(compareSlos(sort));
  const { items, nextCursor } = page(found, query, PAGE);
  return json<SloList>({
    items,
    nextCursor,
    asOf: items[0]?.reading?.asOf ?? null,
    counts: counts(narrowed),
  });
}

function withSeed<T>(answer: (seed: SloSeed, call: Call) => Answer<T>) {
  return (call: Call): Answer<T> => {
    const seed = call.state.slos.find(({ slug }) => slug === call.params['slug']);
    return seed ? answer(seed, call) : problem(404, 'not-found', 'No such SLO.');
  };
}

/** The part of a burn-down that was asked for. */
function between(chart: BurnDown, query: URLSearchParams): BurnDown {
  const [from, to] = [query.get('from') ?? chart.from, query.get('to') ?? chart.to];
  const points = chart.points.filter(
    ({ at }) => Date.parse(at) > Date.parse(from) && Date.parse(at) <= Date.parse(to),
  );
  return { ...chart, from, to, points };
}

/** In the degraded variant the ledger stopped some minutes ago. */
const ledgerTime = ({ is, now }: Call): Date =>
  is('degraded') ? new Date(now.getTime() - 8 * 60_000) : now;

export const sloRoutes = routes({
  'GET /slos': list,
  'GET /slos/{slug}': withSeed((seed, call) =>
    json(sloDetail(seed, ledgerTime(call)), 200, seed.version ?? 2),
  ),
  'PUT /slos/{slug}': putSlo,
  'DELETE /slos/{slug}': withSeed(deleteSlo),
  'GET /slos/{slug}/budget': withSeed((seed, call) => json(reading(seed, ledgerTime(call)))),
  'GET /slos/{slug}/burn-down': withSeed((seed, call) =>
    json(between(burnDown(seed, ledgerTime(call)), call.query)),
  ),
  'GET /slos/{slug}/gaps': withSeed((seed, call) => {
    const { asOf } = reading(seed, ledgerTime(call));
    const gaps = (seed.gaps ?? []).map(({ hoursAgo, hours }) => ({
      from: ago(new Date(asOf), { hours: hoursAgo }),
      to: ago(new Date(asOf), { hours: hoursAgo - hours }),
    }));
    const uncountedSeconds = (seed.gaps ?? []).reduce((sum, { hours }) => sum + hours * 3600, 0);
    return json({ asOf, uncountedSeconds, total: gaps.length, gaps });
  }),
  'GET /slos/{slug}/spent': withSeed((seed, call) => {
    const at = ledgerTime(call);
    const { asOf, budget } = reading(seed, at);
    const { from, to, points } = between(burnDown(seed, at), call.query);
    const sum = (of: 'good' | 'bad' | 'covered') =>
      points.reduce((all, point) => all + point[of], 0);
    const [good, bad] = [sum('good'), sum('bad')];
    const coverage = points.length > 0 ? sum('covered') / points.length : 0;
    const share = budget.allowedBad > 0 && points.length > 0 ? bad / budget.allowedBad : null;
    return json({ asOf, from, to, good, bad, coverage, share });
  }),
  'GET /slos/{slug}/burn-rates': withSeed((seed, call) => json(burnRates(seed, ledgerTime(call)))),
  'GET /slos/{slug}/detection-envelope': withSeed((seed) => json(detection(seed))),
  'GET /slos/{slug}/series': withSeed((seed, { is, now }) =>
    json<SeriesCheck>(
      is('degraded')
        ? { checkedAt: null, warnings: [] }
        : { checkedAt: now.toISOString(), warnings: seriesWarnings(seed, now) },
    ),
  ),
  'GET /slos/{slug}/history': withSeed((seed, { now }) => {
    const document = sloDocument(seed);
    const actor = { kind: 'user', id: 'anna', name: 'Anna Lindqvist' } as const;
    const first = { ...document, spec: { ...document.spec, target: '99' } };
    return json({
      items: [
        { version: 2, indicatorRevision: 1, at: ago(now, { days: 9 }), actor, document },
        { version: 1, indicatorRevision: 1, at: ago(now, { days: 60 }), actor, document: first },
      ],
      nextCursor: null,
    });
  }),
});
