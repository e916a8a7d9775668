import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { Leases } from '../../platform/background/leases.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { DomainEvent } from '../../platform/kernel/event.js';
import {
  ReadingsRepository,
  type NewReading,
  type ReadableSlo,
} from '../db/readings.repository.js';
import type { SloAlert } from '../domain/alarm.js';
import { sloReadings } from '../domain/slo-events.js';
import { sparkKey } from '../domain/spark.js';
import { PrometheusCounts } from '../gateways/prometheus-counts.gateway.js';
import { ReadLedger, type ReadingFailure } from './read-ledger.js';

/** Alerts by slug; null when Prometheus cannot be asked: what was known then stays. */
export type AlertsBySlug = ReadonlyMap<string, readonly SloAlert[]> | null;

/** A worker that dies is followed by the next one after this. */
const TTL_MS = 20_000;

/** What one pass of computing looked at, and what was new. */
export interface ReadingsReport {
  /** every SLO that has a ledger */
  readonly slos: readonly ReadableSlo[];
  /** what was computed now; empty when another process computes */
  readonly computed: readonly NewReading[];
  /** SLOs whose reading stays the one before */
  readonly failures: readonly ReadingFailure[];
}

/**
 * Computes the one reading of every SLO whose newest minute, definition or alerts changed, and stores it for all who show it.
 * Prometheus is asked before the transaction. The lease keeps this in order: without it, a slow worker could store alerts and minutes
 * over newer ones of a quick worker, and screens would go back in time until the next pass.
 */
@Injectable()
export class ComputeReadings {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly leases: Leases,
    private readonly readings: ReadingsRepository,
    private readonly ledger: ReadLedger,
    private readonly counts: PrometheusCounts,
  ) {}

  /** @throws LeaseLost when this process was too slow and another one computes by now; nothing is stored then */
  async execute(): Promise<ReadingsReport> {
    const scope = await this.scopes.open('ledger');
    const done = await this.leases.hold(scope, 'slos.readings', { ttl: TTL_MS }, async (lease) => {
      const alerts = await this.alerts();
      return this.unit.fenced(lease, scope, (write) => this.compute(write, alerts));
    });
    if (done.held) return done.value;
    return {
      slos: await this.database.read(scope, (tx) => this.readings.readable(tx)),
      computed: [],
      failures: [],
    };
  }

  private async alerts(): Promise<AlertsBySlug> {
    try {
      return await this.counts.alerts();
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  private async compute(write: Write, alerts: AlertsBySlug): Promise<ReadingsReport> {
    write.unrecorded('readings are computed from what is on record, not decided');
    const { tx } = write;
    const slos = await this.readings.readable(tx);
    const { readings: computed, failures } = await this.ledger.newReadings(
      tx,
      slos.filter((slo) => isDue(slo, alerts)),
      (slo) => alertsOf(slo, alerts),
    );
    if (computed.length > 0) {
      await this.readings.upsert(tx, computed);
      write.emit(...eventsOf(slos, computed));
    }
    return { slos, computed, failures };
  }
}

/** One event a territory. */
function eventsOf(
  slos: readonly ReadableSlo[],
  computed: readonly NewReading[],
): readonly DomainEvent[] {
  const slugs = new Map(slos.map(({ id, slug }) => [id, slug]));
  const byTerritory = Map.groupBy(computed, ({ slo }) => slo.territory);
  return [...byTerritory].map(([territory, readings]) =>
    sloReadings.of(
      readings.map(({ slo }) => slugs.get(slo.id) ?? ''),
      territory,
    ),
  );
}

function alertsOf(slo: ReadableSlo, alerts: AlertsBySlug): readonly SloAlert[] {
  return alerts ? (alerts.get(slo.slug) ?? []) : (slo.stored?.alerts ?? []);
}

function isDue(slo: ReadableSlo, alerts: AlertsBySlug): boolean {
  const { stored } = slo;
  if (stored?.asOf.getTime() !== slo.filledTo.getTime() || stored.sparkKey !== sparkKey(slo))
    return true;
  return fingerprint(stored.alerts) !== fingerprint(alertsOf(slo, alerts));
}

function fingerprint(alerts: readonly SloAlert[]): string {
  return alerts
    .map(({ name, severity, state, since }) => `${name}/${severity}/${state}/${since}`)
    .join();
}
