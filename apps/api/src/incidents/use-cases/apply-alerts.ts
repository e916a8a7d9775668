import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import type { Tx } from '../../platform/db/tx.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Actor } from '../../platform/kernel/scope.js';
import { AlertsRepository, type AlertGroup } from '../db/alerts.repository.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import type { Alert } from '../domain/alert.js';
import { isOpen } from '../domain/alert-state.js';
import type { AlertBatch, DeliveredAlert } from '../domain/delivery.js';
import { Intake, placed, type AlertOrigin, type PlacedAlert } from '../domain/intake.js';
import { outcomeOf } from '../domain/intake-end.js';
import { foundBefore, isToldBy } from '../domain/one-alert.js';
import { mentionedIn } from '../domain/placement.js';
import type { Source } from '../domain/source.js';
import { KeepIncident } from './keep-incident.js';

const NO_ALERTS = { firing: 0, folded: 0, ended: 0 };

/**
 * Takes some alerts of a delivery into what is known, within one write: the groups they belong to are locked in the order of their keys
 * before any alert is read, so that two deliveries of one group wait for each other and never both ways.
 */
@Injectable()
export class ApplyAlerts {
  constructor(
    private readonly names: NamesRepository,
    private readonly alerts: AlertsRepository,
    private readonly incidents: IncidentsRepository,
    private readonly keep: KeepIncident,
  ) {}

  /**
   * @param batches in the order in which they were told
   * @param origin whether the source told it, it was found at its Prometheus, or whoever writes gives it up
   * @returns false when a group changed between looking and locking: nothing was done, and all of it is to be tried again
   */
  async within(
    write: Write,
    source: Source,
    batches: readonly AlertBatch[],
    origin: AlertOrigin = 'told',
  ): Promise<boolean> {
    const { tx } = write;
    const delivered = batches.flatMap(({ alerts }) => alerts);
    if (delivered.length === 0) return true;
    const now = await databaseNow(tx);
    const given = await this.place(write, source, batches);
    const guess = await this.foundBefore(tx, source, delivered, origin);
    const told = delivered.map(({ fingerprint }) => fingerprint);
    const fingerprints = [...new Set([...told, ...guess.values()])];
    const groups = await this.lockGroups(write, source, given, fingerprints, guess);
    const found = await this.foundBefore(tx, source, delivered, origin);
    if ([...found.values()].some((fingerprint) => !fingerprints.includes(fingerprint)))
      return false;
    const locked = await this.alerts.lock(tx, source.id, fingerprints);
    if (locked.some((alert) => isHeld(alert) && !groups.has(alert.groupKey))) return false;
    const stored = await this.renamed(tx, locked, found);
    const ids = [...stored, ...groups.values()].flatMap(({ incidentId }) => incidentId ?? []);
    const incidents = await this.incidents.lockAll(tx, [...new Set(ids)]);
    const actor = origin === 'given-up' ? write.scope.actor : actorOf(source);
    const intake = new Intake(
      {
        alerts: new Map(stored.map((alert) => [alert.fingerprint, alert])),
        groups: new Map([...groups].map(([key, { incidentId }]) => [key, incidentId])),
        incidents: new Map(incidents.map((incident) => [incident.id, incident])),
      },
      { source, actor, origin, now, newId },
    );
    const known =
      origin !== 'reconciled' ? [] : await this.alerts.openNamed(tx, source.id, namesOf(delivered));
    for (const one of given) if (!isToldBy(one.given, known)) intake.take(one);
    await this.write(write, intake, { by: actor, origin }, now);
    return true;
  }

  /** What a source tells of that we had found: by its fingerprint, the one that we gave. */
  private async foundBefore(
    tx: Tx,
    source: Source,
    delivered: readonly DeliveredAlert[],
    origin: AlertOrigin,
  ): Promise<ReadonlyMap<string, string>> {
    if (origin !== 'told') return new Map();
    const found = await this.alerts.openFound(tx, source.id, namesOf(delivered));
    return foundBefore(delivered, found);
  }

  /** One alert has one identity: what we had found takes the fingerprint by which its source knows it, unless that is another's. */
  private async renamed(
    tx: Tx,
    locked: readonly Alert[],
    found: ReadonlyMap<string, string>,
  ): Promise<Alert[]> {
    const stored = new Map(locked.map((alert) => [alert.fingerprint, alert]));
    for (const [fingerprint, given] of found) {
      const alert = stored.get(given);
      if (!alert || stored.has(fingerprint)) continue;
      await this.alerts.rename(tx, alert.id, fingerprint);
      stored.delete(given);
      stored.set(fingerprint, { ...alert, fingerprint });
    }
    return [...stored.values()];
  }

  private async place(
    { tx }: Write,
    source: Source,
    batches: readonly AlertBatch[],
  ): Promise<PlacedAlert[]> {
    const mentioned = batches.flatMap(({ alerts }) =>
      alerts.map(({ labels }) => mentionedIn(labels, source)),
    );
    const known = await this.names.known(tx, mentioned, source.territories);
    return batches.flatMap(({ alerts, upstream }) =>
      alerts.map((alert) => placed(alert, source, known, upstream)),
    );
  }

  private async lockGroups(
    { tx }: Write,
    source: Source,
    given: readonly PlacedAlert[],
    fingerprints: readonly string[],
    found: ReadonlyMap<string, string>,
  ): Promise<ReadonlyMap<string, AlertGroup>> {
    const open = await this.alerts.openGroups(tx, source.id, fingerprints);
    const wanted = given
      .filter((one) => one.class !== 'info')
      .map(
        ({ given: { fingerprint }, groupKey: key, placement: { territory } }) =>
          open.get(fingerprint) ?? open.get(found.get(fingerprint) ?? '') ?? { key, territory },
      );
    return this.alerts.lockGroups(
      tx,
      new Map(wanted.map(({ key, territory }) => [key, territory])),
    );
  }

  private async write(
    write: Write,
    intake: Intake,
    from: { readonly by: Actor; readonly origin: AlertOrigin },
    now: Date,
  ): Promise<void> {
    const { tx } = write;
    const works = [...intake.works.values()];
    const born = works.filter(({ birth }) => birth !== 'none');
    const begun = await this.keep.beginAll(
      write,
      born.map(({ incident }) => incident),
    );
    for (const [i, work] of born.entries()) work.incident = begun[i] ?? work.incident;
    await this.alerts.setIncidents(tx, intake.moved);
    await this.alerts.save(tx, [...intake.alerts.values()]);
    const open = await this.alerts.countOpen(tx, [...intake.works.keys()]);
    const joined = works.map(({ incident, fired, missed }) => ({
      incident,
      alerts: [...fired, ...missed],
    }));
    await this.alerts.join(tx, joined);
    const outcomes = works.map((work) =>
      outcomeOf(work, open.get(work.incident.id) ?? NO_ALERTS, from, now),
    );
    await this.keep.all(
      write,
      outcomes.filter((outcome) => outcome !== null),
      now,
    );
  }
}

const namesOf = (delivered: readonly DeliveredAlert[]) => [
  ...new Set(delivered.map(({ name }) => name)),
];

const isHeld = (alert: Alert) => isOpen(alert) && alert.class !== 'info';

/** Who goes on record with what a source tells. */
function actorOf({ slug, name }: Source): Actor {
  return { kind: 'system', id: `source:${slug}`, name };
}
