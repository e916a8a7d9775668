import { Injectable } from '@nestjs/common';
import type { UnconfirmedReason } from '#contract';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { doubted } from '../domain/doubt.js';
import { incidentChanged } from '../domain/incident-events.js';
import type { Reconciliation } from '../domain/reconcile.js';
import { KeepIncident } from './keep-incident.js';

/** Says of incidents why their end, which was told, is not believed. */
@Injectable()
export class DoubtEnds {
  constructor(
    private readonly alerts: AlertsRepository,
    private readonly incidents: IncidentsRepository,
    private readonly keep: KeepIncident,
  ) {}

  async within(
    write: Write,
    { refuted, unconfirmed }: Pick<Reconciliation, 'refuted' | 'unconfirmed'>,
  ): Promise<void> {
    const { tx, scope } = write;
    for (const { alert, evaluatedAt } of refuted)
      await this.alerts.refute(tx, alert.id, evaluatedAt);
    const reasons = new Map<string, UnconfirmedReason>();
    for (const { alert, reason } of unconfirmed)
      if (alert.incidentId !== null) reasons.set(alert.incidentId, reason);
    const wrong = refuted.flatMap(({ alert }) => alert.incidentId ?? []);
    const ids = [...new Set([...reasons.keys(), ...wrong])];
    if (ids.length === 0) return;
    const now = await databaseNow(tx);
    const incidents = await this.incidents.lockAll(tx, ids);
    const counts = await this.alerts.countOpen(tx, ids);
    for (const incident of incidents) {
      const open = counts.get(incident.id) ?? { firing: 0, folded: 0, ended: 0 };
      const doubt = doubted(incident, open, reasons.get(incident.id) ?? null, now);
      if (!doubt) continue;
      const entries = doubt.said.map((said) => ({ ...said, actor: scope.actor }));
      const change = { incident: doubt.incident, entries, events: [incidentChanged] };
      await this.keep.within(write, change, now);
    }
  }
}
