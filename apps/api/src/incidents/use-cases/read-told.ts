import { webAddressWithoutPassword } from '#contract';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import type { Tx } from '../../platform/db/tx.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import { TimelineRepository } from '../db/timeline.repository.js';
import { isOpen } from '../domain/alert-state.js';
import type { ToldBesides } from '../domain/incident-content.js';
import { NO_NAMES, nameOf, type Incident } from '../domain/incident.js';
import { runbookFor } from '../domain/own-runbook.js';
import { isLapse } from '../domain/timeline.js';
import { byUrgency } from '../domain/urgency.js';

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
  ) {}

  async execute(tx: Tx, incident: Incident): Promise<ToldBesides> {
    const { id, subject, state, slo } = incident;
    const { publicUrl } = this.settings;
    const alerts = byUrgency(await this.alerts.ofIncident(tx, id, ALERTS), id);
    const last = state === 'triggered' ? await this.timelines.lastTurn(tx, id) : null;
    const runbooks = alerts
      .filter((alert) => isOpen(alert) && alert.incidentId === id)
      .flatMap(
        ({ annotations }) => webAddressWithoutPassword(annotations['runbook_url'] ?? '') ?? [],
      )
      .map((address) => runbookFor(address, publicUrl, { name: nameOf(incident), slo }));
    const distinct = [...new Set(runbooks)];
    const names = (await this.names.ofIncidents(tx, [id])).get(id) ?? NO_NAMES;
    return {
      names,
      sample: subject !== null && (await this.names.isSample(tx, subject)),
      lapsed: last !== null && isLapse(last),
      unsnoozed: last?.kind === 'unsnoozed',
      runbooks: distinct.slice(0, MOST_RUNBOOKS),
      moreRunbooks: Math.max(0, distinct.length - MOST_RUNBOOKS),
    };
  }
}
