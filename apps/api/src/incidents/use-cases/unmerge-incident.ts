import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { MergesRepository } from '../db/merges.repository.js';
import { nameOf, type Incident } from '../domain/incident.js';
import { released, unmerged } from '../domain/merge.js';
import { KeepIncident } from './keep-incident.js';
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
    private readonly keep: KeepIncident,
  ) {}

  /** @param key id or number; @throws DomainError `not-found`, `conflict` when the older one is over */
  execute(scope: Scope, key: string): Promise<Incident> {
    return this.unit.run(scope, (write) => this.within(write, key));
  }

  private async within(write: Write, key: string): Promise<Incident> {
    const { tx, scope } = write;
    const { mergedInto } = await this.incidents.read(write, key);
    if (mergedInto === null) return this.incidents.lock(write, key);
    const { incident, other } = await this.pair.within(write, key, { key: mergedInto, path: '' });
    if (incident.mergedInto !== other.id) return incident;
    const { actor } = scope;
    const now = await databaseNow(tx);
    const keys = await this.merges.keysUnder(tx, incident.id);
    await this.merges.move(tx, other.id, incident, keys);
    const open = await this.alerts.countOpen(tx, [incident.id, other.id]);
    const move = unmerged(incident, other, open.get(incident.id) ?? NONE, now);
    if (!move) return incident;
    const { said, ...rest } = released(other, incident, open.get(other.id) ?? NONE, actor, now);
    const entries = said.map((one) => ({ ...one, actor }));
    await this.keep.within(write, { ...rest, entries }, now);
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
      action: 'incident.unmerged',
      target: { kind: 'incident', id: kept.id, name: nameOf(kept) },
      territory: kept.territory,
      before: { state: incident.state, mergedInto: nameOf(other) },
      after: { state: kept.state },
    });
    return kept;
  }
}
