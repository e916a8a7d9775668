import { Injectable } from '@nestjs/common';
import { pageOf, type ActionItemState, type Page } from '#contract';
import { databaseNow } from '../../platform/db/database-clock.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Tx } from '../../platform/db/tx.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { isId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ActionItemsRepository, type ItemFilter } from '../db/action-items.repository.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import { dayOf, isOverdue, type ActionItem } from '../domain/action-item.js';
import { NO_NAMES, numberIn } from '../domain/incident.js';
import type { RelatedIncident } from './list-incidents.js';

/** Something that is to be done, with the incident that it follows from. */
export interface ListedItem extends RelatedIncident {
  readonly item: ActionItem;
  readonly isOverdue: boolean;
}

/** Which items are wanted, as people say it. */
export interface ItemsAsked extends Pick<ItemFilter, 'team' | 'subject' | 'territory' | 'user'> {
  /** id or number of an incident */
  readonly incident?: string | undefined;
  readonly state?: ActionItemState | undefined;
  readonly overdue?: boolean | undefined;
  readonly after?: ItemFilter['after'];
}

/** What is to be done after incidents, by the day on which it is due; those without one last. */
@Injectable()
export class ListActionItems {
  constructor(
    private readonly database: DatabaseReader,
    private readonly items: ActionItemsRepository,
    private readonly incidents: IncidentsRepository,
    private readonly names: NamesRepository,
  ) {}

  /** @throws DomainError `not-found` for the incident */
  execute(
    scope: Scope,
    { incident, overdue, ...asked }: ItemsAsked,
    limit: number,
  ): Promise<Page<ListedItem>> {
    return this.database.read(scope, async (tx) => {
      const today = dayOf(await databaseNow(tx));
      const incidentId = incident === undefined ? undefined : await this.idOf(tx, incident);
      const filter = { ...asked, incidentId, dueBefore: overdue === true ? today : undefined };
      const items = await this.items.list(tx, filter, limit + 1);
      const ids = [...new Set(items.map((item) => item.incidentId))];
      const found = new Map((await this.incidents.some(tx, ids)).map((one) => [one.id, one]));
      const names = await this.names.ofIncidents(tx, ids);
      const listed = items.flatMap((item) => {
        const of = found.get(item.incidentId);
        const named = of && { incident: of, names: names.get(of.id) ?? NO_NAMES };
        return named ? [{ item, isOverdue: isOverdue(item, today), ...named }] : [];
      });
      return pageOf(listed, limit, ({ item }) => `${item.due ?? ''}.${item.number}`);
    });
  }

  private async idOf(tx: Tx, key: string): Promise<string> {
    const id = isId(key) ? key : numberIn(key);
    const found = id === null ? null : await this.incidents.find(tx, id);
    if (!found) throw notFound('incident', key);
    return found.id;
  }
}
