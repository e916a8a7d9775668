import { Injectable } from '@nestjs/common';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { KeepTopic } from '../../notifications/use-cases/keep-topic.js';
import { QueueNotifications } from '../../notifications/use-cases/queue-notifications.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { invalid, notFound } from '../../platform/kernel/domain-error.js';
import { assertExpected, type Expected } from '../../platform/kernel/expected.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ActionItemsRepository } from '../db/action-items.repository.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { RespondersRepository } from '../db/responders.repository.js';
import {
  begunItem,
  changedItem,
  newOwner,
  type ActionItem,
  type ItemContent,
  type ItemOwner,
} from '../domain/action-item.js';
import { actionItemChanged } from '../domain/incident-events.js';
import { nameOf, type Incident } from '../domain/incident.js';
import { mayHaveRole } from '../domain/role.js';
import { MoveIncident } from './move-incident.js';

/** Whom somebody gives something to: by mail address, or by the slug of a team. */
export type AskedOwner = { readonly user: string } | { readonly team: string };

/** What somebody says of something that is to be done; what is left out stays. */
export type ItemDraft = Partial<Omit<ItemContent, 'owner'>> & {
  readonly owner?: AskedOwner | null | undefined;
};

/** Where it is written down: at an incident (id or number), or on top of what is there (id). */
export type ItemPlace = { readonly incident: string } | { readonly item: string };

/** Writes down or changes what is to be done after an incident; a person to whom it is given is told. */
@Injectable()
export class WriteActionItem {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly moves: MoveIncident,
    private readonly incidents: IncidentsRepository,
    private readonly items: ActionItemsRepository,
    private readonly responders: RespondersRepository,
    private readonly people: FindPeople,
    private readonly topics: KeepTopic,
    private readonly notifications: QueueNotifications,
  ) {}

  /**
   * @returns its id
   * @throws DomainError `not-found`, `precondition-failed`, `validation-failed` for an owner who cannot be or a missing reason
   */
  execute(scope: Scope, place: ItemPlace, expected: Expected, draft: ItemDraft): Promise<string> {
    return this.unit.run(scope, async (write) => {
      const { tx } = write;
      const before = 'item' in place ? await this.items.lock(tx, place.item) : null;
      if ('item' in place && !before) throw notFound('action item', place.item);
      assertExpected(expected, before?.version ?? null, 'action item');
      const incident = await this.incidentOf(write, place, before);
      const now = await databaseNow(tx);
      const content = await this.contentOf(write, incident, before, draft);
      const after = before
        ? changedItem(before, content, now)
        : await this.begin(write, incident, content, now);
      if (after === before) return after.id;
      if (before) await this.items.update(tx, after);
      await this.tell(write, after, newOwner(before?.owner ?? null, after, scope.actor), now);
      write.record({
        action: `action-item.${before ? 'changed' : 'created'}`,
        target: { kind: 'action-item', id: after.id, name: after.title },
        territory: after.territory,
        before: before && recorded(before, incident),
        after: recorded(after, incident),
      });
      write.emit(actionItemChanged.of([after.id], after.territory));
      return after.id;
    });
  }

  private async incidentOf(
    write: Write,
    place: ItemPlace,
    before: ActionItem | null,
  ): Promise<Incident> {
    if ('incident' in place) return this.moves.lock(write, place.incident);
    const found = before && (await this.incidents.find(write.tx, before.incidentId));
    if (!found) throw notFound('action item', place.item);
    return found;
  }

  private async begin(
    { tx, scope }: Write,
    { id: incidentId, territory }: Incident,
    content: ItemContent,
    now: Date,
  ): Promise<ActionItem> {
    const begun = begunItem(newId(), { incidentId, territory }, content, scope.actor, now);
    return { ...begun, number: await this.items.insert(tx, begun) };
  }

  private async contentOf(
    write: Write,
    incident: Incident,
    before: ActionItem | null,
    { owner, ...draft }: ItemDraft,
  ): Promise<ItemContent> {
    const said = Object.fromEntries(
      Object.entries(draft).filter(([, value]) => value !== undefined),
    ) as Partial<ItemContent>;
    const { title = '', due = null, link = null, state = 'open', reason = null } = before ?? {};
    const had = before?.owner ?? null;
    return {
      title,
      due,
      link,
      state,
      reason,
      ...said,
      owner: owner === undefined ? had : owner && (await this.ownerOf(write, incident, owner)),
    };
  }

  private async ownerOf(
    { tx }: Write,
    { id, territory }: Incident,
    asked: AskedOwner,
  ): Promise<ItemOwner> {
    if ('team' in asked) {
      const name = await this.items.teamName(tx, asked.team);
      if (name !== null) return { kind: 'team', id: asked.team, name };
      const message = `There is no team "${asked.team}" that you may see.`;
      throw invalid([{ path: 'owner.team', code: 'unknown-team', message }]);
    }
    const [found] = await this.people.execute(tx, { emails: [asked.user] });
    const helped = found ? await this.responders.find(tx, id, found.id) : null;
    if (found && mayHaveRole(found, territory, helped))
      return { kind: 'user', id: found.id, name: found.name };
    const message = `There is nobody "${asked.user}" who may respond in ${territory}.`;
    throw invalid([{ path: 'owner.user', code: 'may-not-respond', message }]);
  }

  /** Whoever has it told is told once it is due to be said: of what it is then. */
  private async tell(
    write: Write,
    { id: topicId, territory }: ActionItem,
    userId: string | null,
    now: Date,
  ): Promise<void> {
    if (userId === null) return;
    await this.topics.within(write, [{ id: topicId, territory }]);
    const notice = { topicId, kind: 'status', urgency: 'low', run: null } as const;
    await this.notifications.within(write, [{ ...notice, userId, dueAt: now }]);
  }
}

const recorded = ({ title, owner, due, link, state, reason }: ActionItem, of: Incident) => ({
  incident: nameOf(of),
  title,
  owner: owner && owner.name,
  due,
  link,
  state,
  reason,
});
