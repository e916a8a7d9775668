import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { invalid } from '../../platform/kernel/domain-error.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { NamesRepository } from '../db/names.repository.js';
import { declared, declaredEntry, type Declaration } from '../domain/declared.js';
import { incidentTriggered } from '../domain/incident-events.js';
import { nameOf, type Incident } from '../domain/incident.js';
import { KeepIncident } from './keep-incident.js';

/** What somebody declares; of a subject it lies where that does. */
export interface DeclareCommand extends Omit<Declaration, 'territory'> {
  readonly territory: string | null;
}

/** Somebody says that something is wrong, without an alert. */
@Injectable()
export class DeclareIncident {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly names: NamesRepository,
    private readonly keep: KeepIncident,
  ) {}

  /** @throws DomainError `validation-failed` naming the subject or the territory */
  execute(scope: Scope, command: DeclareCommand): Promise<Incident> {
    return this.unit.run(scope, async (write) => {
      const { subject } = command;
      const known = subject === null ? null : await this.names.territoryOf(write.tx, subject);
      const territory = territoryFor(command, known, scope);
      const declaration = { ...command, territory };
      const now = await databaseNow(write.tx);
      const begun = declared(declaration, { id: newId(), topicId: newId() }, now);
      const change = {
        incident: await this.keep.begin(write, begun),
        entries: [declaredEntry(declaration, scope.actor)],
        events: [incidentTriggered],
      };
      const incident = await this.keep.within(write, change, now);
      const { title, severity } = incident;
      write.record({
        action: 'incident.declared',
        target: { kind: 'incident', id: incident.id, name: nameOf(incident) },
        territory,
        after: { title, severity, subject },
      });
      return incident;
    });
  }
}

/** @param known territory of the subject, as far as the actor sees it */
function territoryFor(
  { subject, territory }: DeclareCommand,
  known: string | null,
  { territories }: Scope,
): string {
  if (subject !== null && known === null)
    throw invalid([
      {
        path: 'subject',
        code: 'unknown-subject',
        message: `There is no subject "${subject}" that you may see.`,
      },
    ]);
  const wanted = known ?? territory;
  if (wanted === null)
    throw invalid([
      { path: 'territory', code: 'required', message: 'is needed where there is no subject' },
    ]);
  if (!territories.includes(wanted))
    throw invalid(
      [
        {
          path: 'territory',
          code: 'territory-not-yours',
          message: `There is no territory "${wanted}" in which you may declare incidents.`,
        },
      ],
      'forbidden',
    );
  return wanted;
}
