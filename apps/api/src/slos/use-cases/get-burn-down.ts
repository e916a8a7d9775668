import { Injectable } from '@nestjs/common';
import { objectiveOf, type Objective } from '#slo';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { LedgerSumsRepository } from '../db/ledger-sums.repository.js';
import {
  burnDownPoint,
  burnDownPoints,
  isHourly,
  planBurnDown,
  type BurnDownPlan,
  type BurnDownPoint,
} from '../domain/burn-down.js';
import { assertNotEmpty, assertNotTooLong } from '../domain/asked-range.js';
import { floorTo } from '../domain/ledger-plan.js';
import { MINUTE_MS, MINUTES_KEPT_MS } from '../domain/minutes.js';
import { boundsAt, NO_SUMS } from '../domain/reading.js';
import { FindStoredReading } from './find-stored-reading.js';

/** A burn-down as it is sent. `from` and `to` are what was asked for, cut to whole minutes that are closed. */
export interface BurnDown {
  readonly asOf: string;
  readonly from: string;
  readonly to: string;
  readonly stepSeconds: number;
  readonly kind: 'rolling' | 'calendar';
  readonly points: readonly BurnDownPoint[];
}

/** How the budget came to be what it is: budget left over time, gaps as gaps. */
@Injectable()
export class GetBurnDown {
  constructor(
    private readonly database: DatabaseReader,
    private readonly find: FindStoredReading,
    private readonly sums: LedgerSumsRepository,
  ) {}

  /**
   * @param range default: the present window up to the newest reading
   * @throws DomainError `not-found`; `validation-failed` when the range is empty or longer than three years
   */
  async execute(
    scope: Scope,
    slug: string,
    range: { from?: Date | undefined; to?: Date | undefined },
  ): Promise<BurnDown> {
    return this.database.read(scope, async (tx) => {
      const { slo, stored } = await this.find.execute(tx, slug);
      const objective = objectiveOf(slo.document);
      const asOf = Date.parse(stored.reading.asOf);
      const to = floorTo(Math.min(range.to?.getTime() ?? asOf, asOf), MINUTE_MS);
      const from = floorTo(
        range.from?.getTime() ?? boundsAt(objective.window, new Date(to)).start.getTime(),
        MINUTE_MS,
      );
      assertNotEmpty(from, to);
      assertNotTooLong(from, to);
      const plan = planBurnDown(objective, from, to, asOf - MINUTES_KEPT_MS);
      const points = [
        ...(await this.steps(tx, slo.id, objective, plan, asOf)),
        ...(await this.tail(tx, slo.id, objective, plan, asOf)),
      ];
      const last = points.at(-1);
      // The newest point is the stored reading itself, so that chart, tile and list show one number.
      const shown =
        to === asOf && last
          ? [...points.slice(0, -1), { ...last, left: stored.reading.budget.leftShare }]
          : points;
      const { kind } = objective.window;
      return {
        asOf: stored.reading.asOf,
        from: iso(plan.from),
        to: iso(to),
        stepSeconds: plan.stepMs / 1000,
        kind,
        points: shown,
      };
    });
  }

  private async steps(
    tx: Tx,
    sloId: string,
    objective: Objective,
    plan: BurnDownPlan,
    asOf: number,
  ): Promise<BurnDownPoint[]> {
    if (plan.ends.length === 0) return [];
    const level = isHourly(plan) ? 'hour' : 'minute';
    const between = await this.sums.between(tx, sloId, plan.edges, level);
    const cut = plan.headTo === null ? [] : [{ sloId, from: plan.from, to: plan.headTo }];
    const [head] = await this.sums.sums(tx, cut, asOf - MINUTES_KEPT_MS);
    return burnDownPoints(objective, plan, between, head);
  }

  /** The step that is still under way. */
  private async tail(
    tx: Tx,
    sloId: string,
    objective: Objective,
    { tailFrom, to }: BurnDownPlan,
    asOf: number,
  ): Promise<BurnDownPoint[]> {
    if (tailFrom === null) return [];
    const start = boundsAt(objective.window, new Date(to)).start.getTime();
    const stretches = [tailFrom, start].map((from) => ({ sloId, from, to }));
    const [step = NO_SUMS, window = NO_SUMS] = await this.sums.sums(
      tx,
      stretches,
      asOf - MINUTES_KEPT_MS,
    );
    return [burnDownPoint(objective, tailFrom, to, step, window)];
  }
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
