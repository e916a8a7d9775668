import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { MergesRepository } from '../db/merges.repository.js';
import type { Incident } from '../domain/incident.js';
import { absorbed, merged } from '../domain/merge.js';
import { KeepPair } from './keep-pair.js';
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
    private readonly keep: KeepPair,
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
    const pair = await this.pair.within(write, key, { key: into, path: 'into' });
    const { incident, other } = pair;
    const now = await databaseNow(tx);
    const move = merged(incident, other, scope.actor, now);
    if (!move) return incident;
    await this.merges.move(tx, incident.id, other, null);
    const counts = (await this.alerts.countOpen(tx, [other.id])).get(other.id) ?? NONE;
    const side = absorbed(other, incident, counts, now);
    return this.keep.within(write, pair, { action: 'incident.merged', move, side }, now);
  }
}
