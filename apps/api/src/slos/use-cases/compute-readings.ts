import { Injectable } from '@nestjs/common';
import { sloReadings } from '../domain/slo-events.js';
import { Database } from '../../platform/db/database.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import type { Tx } from '../../platform/db/tx.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import {
  ReadingsRepository,
  type NewReading,
  type ReadableSlo,
} from '../db/readings.repository.js';
import type { SloAlert } from '../domain/reading.js';
import { PrometheusCounts } from '../gateways/prometheus-counts.gateway.js';
import { ReadLedger } from './read-ledger.js';

/** Alerts by slug; null when Prometheus cannot be asked: what was known then stays. */
export type AlertsBySlug = ReadonlyMap<string, readonly SloAlert[]> | null;

/** Computes the one reading of every SLO whose newest minute, definition or alerts changed, and stores it for all who show it. */
@Injectable()
export class ComputeReadings {
  constructor(
    private readonly database: Database,
    private readonly scopes: SystemScopes,
    private readonly readings: ReadingsRepository,
    private readonly ledger: ReadLedger,
    private readonly counts: PrometheusCounts,
    private readonly outbox: Outbox,
  ) {}

  /** @returns every SLO with its present reading where it was computed now */
  async execute(): Promise<{ slos: readonly ReadableSlo[]; computed: readonly NewReading[] }> {
    const alerts = await this.counts.alerts().catch(() => null);
    const scope = await this.scopes.open('ledger');
    return this.database.transaction(scope, async (tx) => {
      const slos = await this.readings.readable(tx);
      const computed = await this.ledger.newReadings(
        tx,
        slos.filter((slo) => isDue(slo, alerts)),
        (slo) => alertsOf(slo, alerts),
      );
      if (computed.length === 0) return { slos, computed };
      await this.readings.upsert(tx, computed);
      await this.announce(tx, slos, computed);
      return { slos, computed };
    });
  }

  private async announce(
    tx: Tx,
    slos: readonly ReadableSlo[],
    computed: readonly NewReading[],
  ): Promise<void> {
    const slugs = new Map(slos.map(({ id, slug }) => [id, slug]));
    const byTerritory = new Map<string, string[]>();
    for (const { slo } of computed)
      byTerritory.set(slo.territory, [
        ...(byTerritory.get(slo.territory) ?? []),
        slugs.get(slo.id) ?? '',
      ]);
    await this.outbox.append(
      tx,
      ...[...byTerritory].map(([territory, ids]) => sloReadings.of(ids, territory)),
    );
  }
}

function alertsOf(slo: ReadableSlo, alerts: AlertsBySlug): readonly SloAlert[] {
  return alerts ? (alerts.get(slo.slug) ?? []) : (slo.stored?.alerts ?? []);
}

function isDue(slo: ReadableSlo, alerts: AlertsBySlug): boolean {
  const { stored } = slo;
  if (!stored || stored.asOf.getTime() !== slo.filledTo.getTime() || stored.version !== slo.version)
    return true;
  return fingerprint(stored.alerts) !== fingerprint(alertsOf(slo, alerts));
}

function fingerprint(alerts: readonly SloAlert[]): string {
  return alerts
    .map(({ name, severity, state, since }) => `${name}/${severity}/${state}/${since}`)
    .join();
}
