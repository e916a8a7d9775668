import { webAddressWithoutPassword } from '#contract';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import type { Tx } from '../../platform/db/tx.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import { TimelineRepository } from '../db/timeline.repository.js';
import type { Alert } from '../domain/alert.js';
import { isOpen } from '../domain/alert-state.js';
import type { ToldBesides } from '../domain/incident-content.js';
import { NO_NAMES, nameOf, type Incident } from '../domain/incident.js';
import { runbookFor } from '../domain/own-runbook.js';
import { isLapse } from '../domain/timeline.js';
import { byUrgency } from '../domain/urgency.js';
import { ReadHolds } from './read-holds.js';

/** Alerts that are looked at, those that fire first. */
const ALERTS = 500;
/** A message stays short. */
const MOST_RUNBOOKS = 3;

/** What people who are paged about an incident are told besides how it stands: why they are, and what to do. */
@Injectable()
export class ReadTold {
  constructor(
    private readonly names: NamesRepository,
    private readonly alerts: AlertsRepository,
    private readonly timelines: TimelineRepository,
    private readonly settings: Settings,
    private readonly holds: ReadHolds,
  ) {}

  /** @returns by id */
  async execute(tx: Tx, incidents: readonly Incident[]): Promise<ReadonlyMap<string, ToldBesides>> {
    if (incidents.length === 0) return new Map();
    const ids = incidents.map(({ id }) => id);
    const alerts = await this.alerts.ofIncidents(tx, ids, ALERTS);
    const holds = await this.holds.last(tx, ids);
    const turns = await this.timelines.lastTurns(tx, ids);
    const names = await this.names.ofIncidents(tx, ids);
    const samples = await this.names.samplesAmong(
      tx,
      incidents.flatMap(({ subject }) => subject ?? []),
    );
    return new Map(
      incidents.map((incident) => {
        const { id, subject, state } = incident;
        const hold = holds.get(id) ?? null;
        const last = state === 'triggered' ? turns.get(id) : undefined;
        const told = {
          names: names.get(id) ?? NO_NAMES,
          sample: subject !== null && samples.has(subject),
          lapsed: last !== undefined && isLapse(last),
          unsnoozed: last?.kind === 'unsnoozed',
          hold: hold && hold.since >= incident.triggeredAt ? hold : null,
          ...this.runbooksOf(incident, alerts.get(id) ?? []),
        };
        return [id, told];
      }),
    );
  }

  private runbooksOf(
    incident: Incident,
    alerts: readonly Alert[],
  ): Pick<ToldBesides, 'runbooks' | 'moreRunbooks'> {
    const { id, slo } = incident;
    const { publicUrl } = this.settings;
    const runbooks = byUrgency(alerts, id)
      .filter((alert) => isOpen(alert) && alert.incidentId === id)
      .flatMap(
        ({ annotations }) => webAddressWithoutPassword(annotations['runbook_url'] ?? '') ?? [],
      )
      .map((address) => runbookFor(address, publicUrl, { name: nameOf(incident), slo }));
    const distinct = [...new Set(runbooks)];
    return {
      runbooks: distinct.slice(0, MOST_RUNBOOKS),
      moreRunbooks: Math.max(0, distinct.length - MOST_RUNBOOKS),
    };
  }
}
