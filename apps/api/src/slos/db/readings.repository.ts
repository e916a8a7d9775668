import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { SloDocument } from '#slo';
import type { Tx } from '../../platform/db/tx.js';
import type { BurnRatePair } from '../domain/burn-rates.js';
import type { SloAlert } from '../domain/alarm.js';
import type { Reading } from '../domain/reading.js';
import type { SparkSource } from '../domain/spark.js';

/** An SLO that can be read: it has a ledger. */
export interface ReadableSlo extends SparkSource {
  readonly id: string;
  readonly slug: string;
  readonly service: string;
  readonly territory: string;
  readonly document: SloDocument;
  /** of the reading that is stored; null before the first one */
  readonly stored: {
    readonly asOf: Date;
    readonly spark: (number | null)[];
    readonly sparkKey: string;
    readonly alerts: readonly SloAlert[];
    readonly firingSince: string | null;
    /** share of the budget that is left */
    readonly leftShare: number | null;
    /** share of the measured time that an earlier definition counted */
    readonly earlierTimeShare: number;
  } | null;
}

export interface StoredReading {
  readonly reading: Reading;
  readonly burnRates: readonly BurnRatePair[];
}

/** A reading as it is stored. */
export interface NewReading extends StoredReading {
  readonly slo: Pick<ReadableSlo, 'id' | 'territory' | 'version'>;
  readonly spark: readonly (number | null)[];
  readonly sparkKey: string;
}

interface Row {
  id: string;
  slug: string;
  service: string;
  territory: string;
  version: number;
  document: SloDocument;
  filled_from: Date;
  filled_to: Date;
  past_revision: number;
  as_of: Date | null;
  spark: (number | null)[];
  spark_key: string;
  alerts: SloAlert[];
  firing_since: string | null;
  left_share: number | null;
  earlier: number | null;
}

/** Stored readings: one row an SLO, written by the worker, served as it is. */
@Injectable()
export class ReadingsRepository {
  async readable(tx: Tx): Promise<ReadableSlo[]> {
    const { rows } =
      await sql<Row>`select s.id, s.slug, j.slug as service, s.territory, s.version, s.document, p.filled_from, p.filled_to, p.past_revision,
             r.as_of, r.spark, r.spark_key, r.reading -> 'alerts' as alerts, r.reading #>> '{burn,firingSince}' as firing_since, r.left_share,
             (r.reading #>> '{definition,earlierTimeShare}')::float8 as earlier
        from slos s join slo_ledger_progress p on p.slo_id = s.id join subjects j on j.id = s.subject_id left join slo_readings r on r.slo_id = s.id
       where s.deleted_at is null order by s.slug`.execute(tx);
    return rows.map(
      ({ filled_from, filled_to, past_revision, as_of, spark, spark_key, ...row }) => {
        const { alerts, firing_since: firingSince, left_share: leftShare, earlier, ...slo } = row;
        const earlierTimeShare = earlier ?? 0;
        return {
          ...slo,
          filledFrom: filled_from,
          filledTo: filled_to,
          pastRevision: past_revision,
          stored: as_of
            ? {
                asOf: as_of,
                spark,
                sparkKey: spark_key,
                alerts,
                firingSince,
                leftShare,
                earlierTimeShare,
              }
            : null,
        };
      },
    );
  }

  async find(tx: Tx, sloId: string): Promise<StoredReading | undefined> {
    const row = await tx
      .selectFrom('slo_readings')
      .select(['reading', 'burn_rates'])
      .where('slo_id', '=', sloId)
      .executeTakeFirst();
    return row && { reading: row.reading as Reading, burnRates: row.burn_rates as BurnRatePair[] };
  }

  async upsert(tx: Tx, readings: readonly NewReading[]): Promise<void> {
    const values = readings.map(({ slo, reading, burnRates, spark, sparkKey }) => ({
      slo_id: slo.id,
      territory: slo.territory,
      as_of: new Date(reading.asOf),
      reading: JSON.stringify(reading),
      burn_rates: JSON.stringify(burnRates),
      spark: JSON.stringify(spark),
      spark_key: sparkKey,
      budget_state: reading.budget.state,
      burn_state: reading.burn.state,
      left_share: reading.budget.leftShare,
      burn_rate_1h: reading.burn.rate1h,
      exhausts_at: reading.exhaustsAt === null ? null : new Date(reading.exhaustsAt),
    }));
    await tx
      .insertInto('slo_readings')
      .values(values)
      .onConflict((oc) =>
        oc
          .column('slo_id')
          .doUpdateSet((eb) =>
            Object.fromEntries(COLUMNS.map((column) => [column, eb.ref(`excluded.${column}`)])),
          ),
      )
      .execute();
  }
}

const COLUMNS = [
  'as_of',
  'reading',
  'burn_rates',
  'spark',
  'spark_key',
  'budget_state',
  'burn_state',
  'left_share',
  'burn_rate_1h',
  'exhausts_at',
] as const;
