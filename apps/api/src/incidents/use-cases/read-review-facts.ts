import { Injectable } from '@nestjs/common';
import { GetSpent } from '../../slos/use-cases/get-spent.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Tx } from '../../platform/db/tx.js';
import { DomainError, notFound } from '../../platform/kernel/domain-error.js';
import { isId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { FiguresRepository } from '../db/figures.repository.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import { PeopleRepository } from '../db/people.repository.js';
import { PinsRepository } from '../db/pins.repository.js';
import { RespondersRepository } from '../db/responders.repository.js';
import { ReviewedRepository } from '../db/reviewed.repository.js';
import { RolesRepository } from '../db/roles.repository.js';
import { nameOf, numberIn, type Incident } from '../domain/incident.js';
import {
  reviewedStretch,
  reviewPeople,
  reviewTimes,
  type ReviewFacts,
  type ReviewSlo,
} from '../domain/review-facts.js';
import { peopleIn } from '../domain/timeline.js';

/** An incident, and what is known of it. */
export interface Reviewed {
  readonly incident: Incident;
  readonly facts: ReviewFacts;
}

/** What is known of an incident, for its review. */
@Injectable()
export class ReadReviewFacts {
  constructor(
    private readonly database: DatabaseReader,
    private readonly incidents: IncidentsRepository,
    private readonly figures: FiguresRepository,
    private readonly reviewed: ReviewedRepository,
    private readonly names: NamesRepository,
    private readonly people: PeopleRepository,
    private readonly pins: PinsRepository,
    private readonly roles: RolesRepository,
    private readonly responders: RespondersRepository,
    private readonly spent: GetSpent,
  ) {}

  /**
   * Looked up in transactions of their own, one after the other: none may be open when it is called.
   * @param key id or number; @throws DomainError `not-found`
   */
  async execute(scope: Scope, key: string): Promise<Reviewed> {
    const { incident, known } = await this.database.read(scope, async (tx) => {
      const id = isId(key) ? key : numberIn(key);
      const found = id === null ? null : await this.incidents.find(tx, id);
      if (!found) throw notFound('incident', key);
      return { incident: found, known: await this.known(tx, found) };
    });
    const { slos, ...facts } = known;
    const stretch = reviewedStretch(incident, facts.times);
    const spent: ReviewSlo[] = [];
    for (const slo of slos)
      spent.push({ ...slo, spent: stretch && (await this.spentOf(scope, slo.slug, stretch)) });
    return { incident, facts: { ...facts, slos: spent } };
  }

  private async known(tx: Tx, incident: Incident) {
    const { id, severity, class: of, automatic, resolvedBy, subject } = incident;
    const family = await this.reviewed.family(tx, id);
    const counted = await this.figures.incident(tx, id);
    const events = await this.reviewed.events(tx, family);
    const [begun] = await this.reviewed.firsts(tx, [id]);
    if (!counted || !begun) throw new Error('an incident without a timeline');
    const pinned = await this.pins.entriesOf(tx, family);
    const ids = peopleIn([...events, ...pinned]);
    const names = await this.people.names(tx, ids);
    const others = family.filter((other) => other !== id);
    const teams = await this.names.teamsOf(tx, subject === null ? [] : [subject]);
    const known = await this.names.ofIncidents(tx, [id]);
    const isTeamKnown = subject !== null && teams.has(subject);
    return {
      severity,
      class: of,
      automatic,
      resolvedBy,
      subjects: await this.reviewed.subjects(tx, family),
      team: isTeamKnown ? (known.get(id)?.team ?? null) : null,
      slos: await this.reviewed.slos(tx, family),
      times: reviewTimes(counted, begun.at),
      people: reviewPeople(
        events,
        await this.roles.ofIncident(tx, id),
        await this.responders.ofIncident(tx, id),
        new Map(names.map((one) => [one.id, one.name])),
      ),
      merged: (await this.incidents.some(tx, others)).map(nameOf),
      pinned,
      names: names.filter((one) => peopleIn(pinned).includes(one.id)),
    };
  }

  /** null where nothing is known of it (any more) */
  private async spentOf(
    scope: Scope,
    slug: string,
    stretch: { readonly from: Date; readonly to: Date },
  ): Promise<ReviewSlo['spent']> {
    try {
      const { share, bad, good, coverage } = await this.spent.execute(scope, slug, stretch);
      return coverage === 0 ? null : { share, bad, good, coverage };
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }
}
