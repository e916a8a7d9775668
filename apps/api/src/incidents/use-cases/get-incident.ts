import { Injectable } from '@nestjs/common';
import type { ReviewState } from '#contract';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Tx } from '../../platform/db/tx.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { isId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { LikenessRepository } from '../db/likeness.repository.js';
import { MergesRepository } from '../db/merges.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import { PeopleRepository } from '../db/people.repository.js';
import { PinsRepository } from '../db/pins.repository.js';
import { RespondersRepository } from '../db/responders.repository.js';
import { ReviewsRepository } from '../db/reviews.repository.js';
import { RolesRepository } from '../db/roles.repository.js';
import { TimelineRepository } from '../db/timeline.repository.js';
import type { Alert } from '../domain/alert.js';
import { NO_NAMES, numberIn, type Incident } from '../domain/incident.js';
import type { NamedResponder } from '../domain/responder.js';
import type { NamedRoleHolder } from '../domain/role.js';
import { brokenAt, peopleIn, type TimelineEvent } from '../domain/timeline.js';
import { byUrgency } from '../domain/urgency.js';
import type { IncidentView, RelatedIncident } from './list-incidents.js';
import { ReadHolds } from './read-holds.js';
import { ReadUnheard } from './read-unheard.js';

/** An incident with what belongs to it. */
export interface IncidentDetail extends IncidentView {
  /** those that fire first, the most urgent of them before the others */
  readonly alerts: readonly Alert[];
  /** others about the same subject or SLO at the same time */
  readonly related: readonly RelatedIncident[];
  /** those that turned out to be this one, oldest first */
  readonly merged: readonly RelatedIncident[];
  /** what pages people about something that its subject depends on: it is probably an effect of that */
  readonly causes: readonly RelatedIncident[];
  /** those about what depends on its subject, where it pages people itself */
  readonly effects: readonly RelatedIncident[];
  /** who has which role, longest held first */
  readonly roles: readonly NamedRoleHolder[];
  /** who was asked to help, in that order */
  readonly responders: readonly NamedResponder[];
  /** how far its review is; null = none was begun */
  readonly review: ReviewState | null;
}

/** A part of a timeline. */
export interface TimelinePage {
  readonly items: readonly TimelineEvent[];
  readonly nextCursor: string | null;
  /** the first entry that is not as it was written; null when all are */
  readonly brokenAt: number | null;
  /** what those are called whom its entries name by id */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** numbers of the pinned entries, in order */
  readonly pinned: readonly number[];
}

const MOST_ALERTS = 500;
const MOST_RELATED = 20;
/** More entries than any incident has; what lies beyond is not looked at. */
const WHOLE_TIMELINE = 100_000;

/** One incident. */
@Injectable()
export class GetIncident {
  constructor(
    private readonly database: DatabaseReader,
    private readonly incidents: IncidentsRepository,
    private readonly alerts: AlertsRepository,
    private readonly merges: MergesRepository,
    private readonly timelines: TimelineRepository,
    private readonly names: NamesRepository,
    private readonly people: PeopleRepository,
    private readonly pins: PinsRepository,
    private readonly reviews: ReviewsRepository,
    private readonly responders: RespondersRepository,
    private readonly roles: RolesRepository,
    private readonly likeness: LikenessRepository,
    private readonly unheard: ReadUnheard,
    private readonly holds: ReadHolds,
  ) {}

  /** @param key id or number; @throws DomainError `not-found` */
  execute(scope: Scope, key: string): Promise<IncidentDetail> {
    return this.database.read(scope, async (tx) => {
      const incident = await this.find(tx, scope, key);
      const { subject, mergedInto } = incident;
      const [into = null] = await this.incidents.some(tx, mergedInto === null ? [] : [mergedInto]);
      const teams = await this.names.teamsOf(tx, subject === null ? [] : [subject]);
      // Who was asked to help with this one sees no other.
      const isGuest = scope.guestOf !== undefined;
      const causes = isGuest ? [] : await this.connected(tx, incident, 'causes');
      const effects =
        isGuest || incident.class !== 'page' ? [] : await this.connected(tx, incident, 'effects');
      const related = isGuest ? [] : await this.incidents.besides(tx, incident, MOST_RELATED);
      const merged = await this.incidents.some(tx, await this.merges.idsInto(tx, incident.id));
      const others = [...related, ...merged, ...causes, ...effects];
      const all = [incident, ...others, ...(into ? [into] : [])];
      const ids = all.map(({ id }) => id);
      const names = await this.names.ofIncidents(tx, ids);
      const named = (one: Incident) => ({ incident: one, names: names.get(one.id) ?? NO_NAMES });
      return {
        incident,
        team: (subject === null ? null : teams.get(subject)) ?? null,
        unheard: (await this.unheard.execute(tx, [incident.id])).get(incident.id) ?? null,
        hold: (await this.holds.execute(tx, [incident.id])).get(incident.id) ?? null,
        names: names.get(incident.id) ?? NO_NAMES,
        alerts: byUrgency(await this.alerts.ofIncident(tx, incident.id, MOST_ALERTS), incident.id),
        mergedInto: into && named(into),
        merged: merged.map(named),
        related: related.map(named),
        causes: causes.map(named),
        effects: effects.map(named),
        roles: await this.roles.ofIncident(tx, incident.id),
        responders: await this.responders.ofIncident(tx, incident.id),
        review: (isGuest ? null : await this.reviews.find(tx, incident.id))?.state ?? null,
      };
    });
  }

  /** What happened to it, oldest first. @param after number of the entry to continue after */
  timeline(scope: Scope, key: string, after: number, limit: number): Promise<TimelinePage> {
    return this.database.read(scope, async (tx) => {
      const incident = await this.find(tx, scope, key);
      const all = await this.timelines.list(tx, incident.id, 0, WHOLE_TIMELINE);
      const items = all.filter(({ seq }) => seq > after).slice(0, limit);
      const last = items.at(-1)?.seq ?? after;
      const hasMore = last < (all.at(-1)?.seq ?? 0);
      return {
        items,
        nextCursor: hasMore ? String(last) : null,
        brokenAt: brokenAt(all, incident.head),
        people: await this.people.names(tx, peopleIn(items)),
        pinned: await this.pins.ofIncident(tx, incident.id),
      };
    });
  }

  private async connected(
    tx: Tx,
    incident: Incident,
    way: 'causes' | 'effects',
  ): Promise<Incident[]> {
    const ids = await this.likeness.connected(tx, incident, way, MOST_RELATED);
    return this.incidents.some(tx, ids);
  }

  private async find(tx: Tx, { guestOf }: Scope, key: string): Promise<Incident> {
    const id = isId(key) ? key : numberIn(key);
    const found = id === null ? null : await this.incidents.find(tx, id);
    if (!found || (guestOf ?? found.id) !== found.id) throw notFound('incident', key);
    return found;
  }
}
