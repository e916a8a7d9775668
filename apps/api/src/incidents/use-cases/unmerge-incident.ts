import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { MergesRepository } from '../db/merges.repository.js';
import type { Incident } from '../domain/incident.js';
import { isUnmergeable, released, unmerged } from '../domain/merge.js';
import { KeepPair } from './keep-pair.js';
import { LockPair } from './lock-pair.js';
import { MoveIncident } from './move-incident.js';

const NONE = { firing: 0, folded: 0, ended: 0 };

/** Somebody takes a merge back while the older incident is open. It may be done any number of times. */
@Injectable()
export class UnmergeIncident {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly incidents: MoveIncident,
    private readonly pair: LockPair,
    private readonly alerts: AlertsRepository,
    private readonly merges: MergesRepository,
    private readonly keep: KeepPair,
  ) {}

  /** @param key id or number; @throws DomainError `not-found`, `conflict` when the older one is over */
  execute(scope: Scope, key: string): Promise<Incident> {
    return this.unit.run(scope, (write) => this.within(write, key));
  }

  private async within(write: Write, key: string): Promise<Incident> {
    const { tx, scope } = write;
    const { mergedInto } = await this.incidents.read(write, key);
    if (mergedInto === null) return this.incidents.lock(write, key);
    const pair = await this.pair.within(write, key, { key: mergedInto, path: '' });
    const { incident, other } = pair;
    if (!isUnmergeable(incident, other)) return incident;
    const now = await databaseNow(tx);
    const keys = await this.merges.keysUnder(tx, incident.id);
    await this.merges.move(tx, other.id, incident, keys);
    const open = await this.alerts.countOpen(tx, [incident.id, other.id]);
    const move = unmerged(incident, open.get(incident.id) ?? NONE, now);
    const side = released(other, incident, open.get(other.id) ?? NONE, scope.actor, now);
    return this.keep.within(write, pair, { action: 'incident.unmerged', move, side }, now);
  }
}
