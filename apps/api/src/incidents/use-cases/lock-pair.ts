import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { DomainError, invalid, conflict } from '../../platform/kernel/domain-error.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { MergesRepository } from '../db/merges.repository.js';
import type { Incident } from '../domain/incident.js';
import { MoveIncident } from './move-incident.js';

/** Two incidents of which alerts move from one to the other. */
export interface IncidentPair {
  readonly incident: Incident;
  readonly other: Incident;
}

/**
 * Locks two incidents with everything that may move between them, within a write, in the order in which deliveries do: groups by key, alerts by
 * fingerprint, incidents by id. Neither waits for the other both ways.
 */
@Injectable()
export class LockPair {
  constructor(
    private readonly found: MoveIncident,
    private readonly alerts: AlertsRepository,
    private readonly incidents: IncidentsRepository,
    private readonly merges: MergesRepository,
  ) {}

  /**
   * @param key id or number of the incident
   * @param other the same of the other one, and the field of the request that names it
   * @throws DomainError `not-found`, `validation-failed` where the other one is not there, `conflict` where alerts came in between
   */
  async within(
    write: Write,
    key: string,
    other: { readonly key: string; readonly path: string },
  ): Promise<IncidentPair> {
    const { tx } = write;
    const { id } = await this.found.read(write, key);
    const { id: otherId } = await this.found.read(write, other.key).catch((error: unknown) => {
      if (!(error instanceof DomainError) || error.code !== 'not-found') throw error;
      const message = `There is no incident "${other.key}" that you may see.`;
      throw invalid([{ path: other.path, code: 'unknown-incident', message }]);
    });
    const groups = await this.groupsOf(write, [id, otherId]);
    await this.alerts.lockGroups(tx, groups);
    await this.merges.lockAlerts(tx, [id, otherId]);
    // A group that joined in between is not locked: whoever asks again finds it.
    for (const group of (await this.groupsOf(write, [id, otherId])).keys())
      if (!groups.has(group))
        throw conflict(
          'alerts-between',
          'Alerts came in between. They are as they were: try again.',
        );
    const locked = new Map(
      (await this.incidents.lockAll(tx, [id, otherId])).map((one) => [one.id, one]),
    );
    const [incident, partner] = [locked.get(id), locked.get(otherId)];
    if (!incident || !partner) throw new Error('incidents are never deleted');
    return { incident, other: partner };
  }

  private async groupsOf({ tx }: Write, ids: readonly string[]): Promise<Map<string, string>> {
    const all: [string, string][] = [];
    for (const id of ids) all.push(...(await this.merges.groupsOf(tx, id)));
    return new Map(all);
  }
}
