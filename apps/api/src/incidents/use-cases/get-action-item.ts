import { Injectable } from '@nestjs/common';
import { databaseNow } from '../../platform/db/database-clock.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ActionItemsRepository } from '../db/action-items.repository.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import { dayOf, isOverdue } from '../domain/action-item.js';
import { NO_NAMES } from '../domain/incident.js';
import type { ListedItem } from './list-action-items.js';

/** One thing that is to be done after an incident. */
@Injectable()
export class GetActionItem {
  constructor(
    private readonly database: DatabaseReader,
    private readonly items: ActionItemsRepository,
    private readonly incidents: IncidentsRepository,
    private readonly names: NamesRepository,
  ) {}

  /** @throws DomainError `not-found` */
  execute(scope: Scope, id: string): Promise<ListedItem> {
    return this.database.read(scope, async (tx) => {
      const item = await this.items.find(tx, id);
      const incident = item && (await this.incidents.find(tx, item.incidentId));
      if (!incident) throw notFound('action item', id);
      const names = await this.names.ofIncidents(tx, [incident.id]);
      return {
        item,
        isOverdue: isOverdue(item, dayOf(await databaseNow(tx))),
        incident,
        names: names.get(incident.id) ?? NO_NAMES,
      };
    });
  }
}
