import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { MergesRepository } from '../db/merges.repository.js';
import { nameOf, type Incident } from '../domain/incident.js';
import { absorbed, merged } from '../domain/merge.js';
import { KeepIncident } from './keep-incident.js';
import { LockPair } from './lock-pair.js';

const NONE = { firing: 0, folded: 0, ended: 0 };

/** Somebody says that an incident is an older one. It may be done any number of times. */
@Injectable()
export class MergeIncident {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly pair: LockPair,
    private readonly alerts: AlertsRepository,
    private readonly merges: MergesRepository,
    private readonly keep: KeepIncident,
  ) {}

  /**
   * @param key id or number; @param into of the older one
   * @returns the incident as it is then
   * @throws DomainError `not-found`, `validation-failed` for two that cannot be one, `conflict` when either is over
   */
  execute(scope: Scope, key: string, into: string): Promise<Incident> {
    return this.unit.run(scope, (write) => this.within(write, key, into));
  }

  private async within(write: Write, key: string, into: string): Promise<Incident> {
    const { tx, scope } = write;
    const { incident, other } = await this.pair.within(write, key, { key: into, path: 'into' });
    const { actor } = scope;
    const now = await databaseNow(tx);
    const move = merged(incident, other, actor, now);
    if (!move) return incident;
    await this.merges.move(tx, incident.id, other, null);
    const counts = (await this.alerts.countOpen(tx, [other.id])).get(other.id) ?? NONE;
    const { said, ...grown } = absorbed(other, incident, counts, now);
    const entries = said.map((one) => ({ ...one, actor }));
    await this.keep.within(write, { ...grown, entries }, now);
    const data = { incident: nameOf(other) };
    const kept = await this.keep.within(
      write,
      {
        incident: move.incident,
        entries: [{ kind: move.kind, actor, data }],
        events: [move.event],
      },
      now,
    );
    write.record({
      action: 'incident.merged',
      target: { kind: 'incident', id: kept.id, name: nameOf(kept) },
      territory: kept.territory,
      before: { state: incident.state },
      after: { state: kept.state, mergedInto: nameOf(other) },
    });
    return kept;
  }
}
