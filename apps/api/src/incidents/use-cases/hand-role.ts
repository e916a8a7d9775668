import { Injectable } from '@nestjs/common';
import type { IncidentRole } from '#contract';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { QueueNotifications } from '../../notifications/use-cases/queue-notifications.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { conflict, invalid } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { RespondersRepository } from '../db/responders.repository.js';
import { RolesRepository } from '../db/roles.repository.js';
import { incidentChanged } from '../domain/incident-events.js';
import { isOpenIncident, nameOf, type Incident } from '../domain/incident.js';
import { handed, mayHaveRole } from '../domain/role.js';
import { next } from '../domain/transitions.js';
import { KeepIncident } from './keep-incident.js';
import { MoveIncident } from './move-incident.js';

/** A role in an incident is handed to somebody; both who had it and who has it now are told, unless they did it themselves. */
@Injectable()
export class HandRole {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly incidents: MoveIncident,
    private readonly keep: KeepIncident,
    private readonly roles: RolesRepository,
    private readonly responders: RespondersRepository,
    private readonly people: FindPeople,
    private readonly notifications: QueueNotifications,
  ) {}

  /**
   * It may be done any number of times.
   * @param key id or number of the incident
   * @param email of the new holder; null = nobody has it any more
   * @returns the incident as it is then
   * @throws DomainError `not-found`, `conflict` when it is over, `validation-failed` for somebody who cannot have it
   */
  execute(scope: Scope, key: string, role: IncidentRole, email: string | null): Promise<Incident> {
    return this.unit.run(scope, (write) => this.within(write, key, role, email));
  }

  private async within(
    write: Write,
    key: string,
    role: IncidentRole,
    email: string | null,
  ): Promise<Incident> {
    const { tx, scope } = write;
    const { actor } = scope;
    const incident = await this.incidents.lock(write, key);
    const { id: incidentId, territory } = incident;
    if (!isOpenIncident(incident))
      throw conflict(
        'resolved-already',
        `${nameOf(incident)} is resolved. Nobody has a role in it.`,
      );
    const holder = email === null ? null : await this.holder(write, incident, email);
    const all = await this.roles.ofIncident(tx, incidentId);
    const before = all.find((one) => one.role === role) ?? null;
    const now = await databaseNow(tx);
    const after = handed(before, { incidentId, role, userId: holder?.id ?? null }, actor, now);
    if (after === undefined) return incident;
    if (after === null) await this.roles.clear(tx, incidentId, role);
    else await this.roles.save(tx, territory, after);
    await this.tell(write, incident, [before?.userId ?? null, after?.userId ?? null], now);
    write.record({
      action: 'incident.role-handed',
      target: { kind: 'incident', id: incidentId, name: nameOf(incident) },
      territory,
      before: { role, holder: before?.name ?? null },
      after: { role, holder: holder?.name ?? null },
    });
    const people = [{ user: after?.userId ?? before?.userId ?? '' }];
    const kind = after === null ? 'role.cleared' : 'role.handed';
    const entries = [{ kind, actor, data: { role, people, from: before?.name ?? null } }];
    const change = { incident: next(incident, now, {}), entries, events: [incidentChanged] };
    return this.keep.within(write, change, now);
  }

  private async holder({ tx }: Write, { id, territory }: Incident, email: string) {
    const [found] = await this.people.execute(tx, { emails: [email] });
    const asked = found ? await this.responders.find(tx, id, found.id) : null;
    if (found && mayHaveRole(found, territory, asked)) return found;
    const message = `There is nobody "${email}" who may respond in ${territory}; ask them to help first.`;
    throw invalid([{ path: 'user', code: 'may-not-respond', message }]);
  }

  private async tell(
    write: Write,
    { topicId }: Incident,
    users: readonly (string | null)[],
    now: Date,
  ): Promise<void> {
    const { actor } = write.scope;
    const told = users.filter((user) => user !== null).filter((user) => user !== actor.id);
    await this.notifications.within(
      write,
      told.map((userId) => ({
        topicId,
        kind: 'handover',
        userId,
        urgency: 'high',
        run: null,
        dueAt: now,
      })),
    );
  }
}
