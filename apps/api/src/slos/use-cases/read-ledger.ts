import { Injectable } from '@nestjs/common';
import {
  FORECAST_WINDOWS,
  windowSeconds,
  objectiveOf,
  toNumber,
  spentShare,
  leftShare,
  type Objective,
} from '#slo';
import type { Tx } from '../../platform/db/tx.js';
import { MeasuredVersionsRepository } from '../db/measured-versions.repository.js';
import { LedgerSumsRepository, type Stretch } from '../db/ledger-sums.repository.js';
import type { NewReading, ReadableSlo } from '../db/readings.repository.js';
import type { AlarmBefore, SloAlert } from '../domain/alarm.js';
import { earlierStretches, type EarlierSpan } from '../domain/definition.js';
import { burnRatesOf } from '../domain/burn-rates.js';
import { HOUR_MS, MINUTES_KEPT_MS } from '../domain/minutes.js';
import {
  boundsAt,
  budgetInput,
  NO_SUMS,
  plus,
  readingOf,
  type LedgerSums,
  type ReadingInput,
} from '../domain/reading.js';
import { sparkKey, sparkWindows } from '../domain/spark.js';

/** An SLO at an instant. */
export interface SloAt {
  readonly id: string;
  readonly objective: Objective;
  readonly asOf: Date;
  /** where its ledger begins; null = long before */
  readonly countedFrom: Date | null;
  readonly alerts: readonly SloAlert[];
  /** what the reading before told; null = there is none, or none is gone on from */
  readonly before: AlarmBefore | null;
}

/** An SLO of which no reading could be made, and why. */
export interface ReadingFailure {
  readonly slug: string;
  readonly error: unknown;
}

/** Of an SLO that was never measured otherwise. */
const NO_EARLIER: ReadingInput['earlier'] = { spans: [] satisfies EarlierSpan[], sums: NO_SUMS };

/** The one place where the ledger becomes readings: for all SLOs at once, or for one at an earlier time. */
@Injectable()
export class ReadLedger {
  constructor(
    private readonly sums: LedgerSumsRepository,
    private readonly measured: MeasuredVersionsRepository,
  ) {}

  /** Everything that readings are made of, in the order of `slos`; a handful of statements for all of them. */
  async execute(tx: Tx, slos: readonly SloAt[]): Promise<ReadingInput[]> {
    if (slos.length === 0) return [];
    const minutesFrom = Math.min(...slos.map(({ asOf }) => asOf.getTime())) - MINUTES_KEPT_MS;
    const windows = slos.map(({ id, objective, asOf }) =>
      stretch(id, boundsAt(objective.window, asOf).start.getTime(), asOf),
    );
    const burns = slos.flatMap(({ id, asOf }) =>
      FORECAST_WINDOWS.map((window) =>
        stretch(id, asOf.getTime() - windowSeconds(window) * 1000, asOf),
      ),
    );
    const sums = await this.sums.sums(tx, [...windows, ...burns], minutesFrom);
    const earlier = await this.earlier(tx, windows, minutesFrom);
    const latency = windows.filter((_, i) => slos[i]?.objective.indicator.kind === 'latency');
    const shares = await this.sums.regimes(tx, latency, minutesFrom);
    const regimesOf = new Map(latency.map(({ sloId }, i) => [sloId, shares[i] ?? {}]));
    const oldest = new Date(Math.min(...slos.map(({ asOf }) => asOf.getTime())) - HOUR_MS);
    const newest =
      latency.length > 0
        ? await this.sums.newestRegimes(
            tx,
            latency.map(({ sloId }) => sloId),
            oldest,
          )
        : new Map<string, string>();
    return slos.map(({ id, objective, asOf, countedFrom, alerts, before }, i) => {
      const burn = new Map(
        FORECAST_WINDOWS.map((window, w) => [
          window,
          sums[slos.length + i * FORECAST_WINDOWS.length + w] ?? NO_SUMS,
        ]),
      );
      return {
        objective,
        asOf,
        countedFrom,
        alerts,
        before,
        window: sums[i] ?? NO_SUMS,
        burn,
        regimes: regimesOf.get(id) ?? {},
        regime: newest.get(id) ?? null,
        earlier: earlier[i] ?? NO_EARLIER,
      };
    });
  }

  /** What definitions before the present ones counted within windows, in their order. */
  private async earlier(
    tx: Tx,
    windows: readonly Stretch[],
    minutesFrom: number,
  ): Promise<ReadingInput['earlier'][]> {
    const spans = await this.measured.earlier(
      tx,
      windows.map(({ sloId }) => sloId),
    );
    if (spans.size === 0) return [];
    const parts = windows.flatMap(({ sloId, from, to }, of) =>
      earlierStretches(spans.get(sloId) ?? [], from, to).map((part) => ({ ...part, sloId, of })),
    );
    const sums = await this.sums.sums(tx, parts, minutesFrom);
    const counted = windows.map(() => NO_SUMS);
    parts.forEach(({ of }, i) => {
      counted[of] = plus(counted[of] ?? NO_SUMS, sums[i] ?? NO_SUMS, 1);
    });
    return windows.map(({ sloId }, i) => ({
      spans: spans.get(sloId) ?? [],
      sums: counted[i] ?? NO_SUMS,
    }));
  }

  /**
   * Readings as they are stored, with spark lines; the older points of a line are taken over while they hold. An SLO of which none
   * can be made keeps nobody else from theirs: it comes back with the reason.
   */
  async newReadings(
    tx: Tx,
    slos: readonly ReadableSlo[],
    alertsOf: (slo: ReadableSlo) => readonly SloAlert[],
  ): Promise<{ readings: NewReading[]; failures: ReadingFailure[] }> {
    const ats = slos.map((slo): SloAt => ({
      id: slo.id,
      objective: objectiveOf(slo.document),
      asOf: slo.filledTo,
      countedFrom: slo.filledFrom,
      alerts: alertsOf(slo),
      before: slo.stored,
    }));
    const inputs = await this.execute(tx, ats);
    const sparks = await this.olderSparkPoints(tx, slos, ats);
    const readings: NewReading[] = [];
    const failures: ReadingFailure[] = [];
    slos.forEach((slo, i) => {
      const input = inputs[i];
      if (!input) return;
      try {
        const reading = readingOf(input);
        const spark = [...(sparks.get(slo.id)?.() ?? []), reading.budget.leftShare];
        const burnRates = burnRatesOf(input);
        readings.push({ slo, reading, burnRates, spark, sparkKey: sparkKey(slo) });
      } catch (error) {
        failures.push({ slug: slo.slug, error });
      }
    });
    return { readings, failures };
  }

  private async olderSparkPoints(
    tx: Tx,
    slos: readonly ReadableSlo[],
    ats: readonly SloAt[],
  ): Promise<Map<string, () => (number | null)[]>> {
    const points = new Map<string, () => (number | null)[]>();
    const stretches: Stretch[] = [];
    let sums: readonly (LedgerSums | undefined)[] = [];
    slos.forEach((slo, i) => {
      const { stored } = slo;
      const objective = ats[i]?.objective;
      if (stored?.sparkKey === sparkKey(slo)) points.set(slo.id, () => stored.spark.slice(0, -1));
      else if (objective) {
        const first = stretches.length;
        const windows = sparkWindows(objective, slo.filledTo);
        stretches.push(...windows.map((window) => ({ ...window, sloId: slo.id })));
        points.set(slo.id, () =>
          windows.map(({ to }, n) =>
            rounded(leftAt(objective, sums[first + n] ?? NO_SUMS, new Date(to))),
          ),
        );
      }
    });
    if (stretches.length === 0) return points;
    const minutesFrom =
      Math.min(...slos.map(({ filledTo }) => filledTo.getTime())) - MINUTES_KEPT_MS;
    sums = await this.sums.sums(tx, stretches, minutesFrom);
    return points;
  }
}

function stretch(sloId: string, from: number, to: Date): Stretch {
  return { sloId, from, to: to.getTime() };
}

function leftAt(objective: Objective, sums: LedgerSums, at: Date): number | null {
  const spent = spentShare(budgetInput(objective, sums, at));
  return spent && toNumber(leftShare(spent));
}

/** A spark line is some pixels high: four digits are plenty, and lists stay small. */
function rounded(left: number | null): number | null {
  return left === null ? null : Math.round(left * 10_000) / 10_000;
}
