import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { isId } from '../../platform/kernel/ids.js';
import type { Actor } from '../../platform/kernel/scope.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { nameOf, numberIn, type Incident, type Transition } from '../domain/incident.js';
import { KeepIncident } from './keep-incident.js';

/** What somebody does with an incident. */
export interface Move {
  /** id, or number as `INC-17` or `17` */
  readonly key: string;
  readonly by: Actor;
  /** what else there is to say of it */
  readonly data?: Readonly<Record<string, unknown>>;
  /** what becomes of it; null = nothing, as somebody did it already */
  readonly decide: (
    incident: Incident,
    now: Date,
  ) => Transition | null | Promise<Transition | null>;
}

/** Takes an incident from one state to another, within a write: locked, decided on, kept, and on record. */
@Injectable()
export class MoveIncident {
  constructor(
    private readonly incidents: IncidentsRepository,
    private readonly keep: KeepIncident,
  ) {}

  /**
   * @returns the incident as it is then
   * @throws DomainError `not-found`, and what the decision throws
   */
  async within(write: Write, { key, by, data = {}, decide }: Move): Promise<Incident> {
    const before = await this.lock(write, key);
    const now = await databaseNow(write.tx);
    const move = await decide(before, now);
    if (!move) return before;
    const { incident, kind, event } = move;
    const entries = [{ kind, actor: by, data }];
    const kept = await this.keep.within(write, { incident, entries, events: [event] }, now);
    write.recordAs(by, {
      action: `incident.${kind}`,
      target: { kind: 'incident', id: kept.id, name: nameOf(kept) },
      territory: kept.territory,
      before: { state: before.state },
      after: { state: kept.state },
    });
    return kept;
  }

  /** As it was when it was looked at: nothing is locked. @throws DomainError `not-found` */
  async read({ tx }: Write, key: string): Promise<Incident> {
    const id = isId(key) ? key : numberIn(key);
    const found = id === null ? null : await this.incidents.find(tx, id);
    if (!found) throw notFound('incident', key);
    return found;
  }

  /** @throws DomainError `not-found` */
  async lock({ tx, scope }: Write, key: string): Promise<Incident> {
    const id = isId(key) ? key : numberIn(key);
    const found = id === null ? null : await this.incidents.lock(tx, id);
    if (!found || (scope.guestOf ?? found.id) !== found.id) throw notFound('incident', key);
    return found;
  }
}
