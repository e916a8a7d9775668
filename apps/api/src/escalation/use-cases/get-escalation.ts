import { Injectable } from '@nestjs/common';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { acknowledgedUntil, numberIn, presentSnooze } from '../../incidents/domain/incident.js';
import { ReadHolds } from '../../incidents/use-cases/read-holds.js';
import { peopleOf, type People } from '../../oncall/domain/responders.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Tx } from '../../platform/db/tx.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { isId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { RunsRepository } from '../db/runs.repository.js';
import { routeOf, type Cursor } from '../domain/cursor.js';
import { decideStep } from '../domain/decide-step.js';
import { isPending, type EscalationRun } from '../domain/escalation-run.js';
import { JudgeHaste } from './judge-haste.js';
import { ReadReached, type Reached } from './read-reached.js';
import type { HasteRefusal, PageRoute } from '#contract';

/** What an escalation does next if nobody acknowledges. */
export interface NextPage {
  readonly at: Date;
  readonly place: Cursor;
  readonly route: PageRoute;
  /** ids of whoever is on call then; none: nobody can be reached */
  readonly users: readonly string[];
  /** numbers of the steps that reach nobody then */
  readonly skipped: readonly number[];
}

/** How the escalation of an incident stands. */
export interface Escalation {
  /** newest first */
  readonly runs: readonly EscalationRun[];
  readonly next: NextPage | null;
  /** what comes next is not decided yet: the engine has still to take up what happened last */
  readonly pending: boolean;
  /** why *escalate now* would be refused; null = it would not */
  readonly hasteRefused: HasteRefusal | null;
  /** ids of those who still have to acknowledge although somebody did */
  readonly awaited: readonly string[];
  /** when the acknowledgement lapses unless the incident is resolved; null where none does */
  readonly acknowledgedUntil: Date | null;
  readonly people: People;
  /** by user */
  readonly ways: Reached['ways'];
}

const NO_WAYS: Reached['ways'] = new Map();

/** Who is paged about an incident next, and when. */
@Injectable()
export class GetEscalation {
  constructor(
    private readonly database: DatabaseReader,
    private readonly runs: RunsRepository,
    private readonly reached: ReadReached,
    private readonly people: FindPeople,
    private readonly holds: ReadHolds,
    private readonly haste: JudgeHaste,
  ) {}

  /** @param key id or number of the incident; @throws DomainError `not-found` */
  execute(scope: Scope, key: string): Promise<Escalation> {
    return this.database.read(scope, async (tx) => {
      const id = isId(key) ? key : numberIn(key);
      const incident = id === null ? null : await this.runs.incident(tx, id);
      if (!incident || (scope.guestOf ?? incident.id) !== incident.id)
        throw notFound('incident', key);
      const runs = await this.runs.ofIncident(tx, incident.id);
      const [newest] = runs;
      const isHeld = (await this.holds.execute(tx, [incident.id])).has(incident.id);
      const isSnoozed = isHeld || presentSnooze(incident) !== null;
      const isUnderWay = newest !== undefined && incident.state === 'triggered' && !isSnoozed;
      const { next, ways } = isUnderWay ? await this.next(tx, newest) : NOTHING;
      const awaited =
        incident.state === 'acknowledged' && !isSnoozed
          ? await this.runs.awaitedOf(tx, incident.id)
          : [];
      const ids = [...(next?.users ?? []), ...awaited];
      const people = peopleOf(await this.people.execute(tx, { ids }));
      const pending = isPending({ ...incident, isSnoozed }, newest);
      const until = isHeld ? null : acknowledgedUntil(incident);
      const hasteRefused = await this.haste.execute(tx, incident, newest ?? null);
      const shown = { runs, next, pending, hasteRefused, awaited };
      return { ...shown, acknowledgedUntil: until, people, ways };
    });
  }

  private async next(tx: Tx, run: EscalationRun) {
    const { policy, state } = run;
    if (policy === null || state === 'stopped') return NOTHING;
    const now = await databaseNow(tx);
    const at = run.nextAt > now ? run.nextAt : now;
    const onCall = await this.reached.execute(tx, [policy], [run.first], at);
    const decided = decideStep(run, policy, { state: 'triggered' }, onCall, at);
    if (decided.do !== 'page' && decided.do !== 'nobody') return NOTHING;
    const place = decided.do === 'page' ? decided.at : decided.cursor;
    const users = decided.do === 'page' ? decided.users : [];
    const { skipped } = decided;
    const next: NextPage = { at, place, route: routeOf(policy, place), users, skipped };
    return { next, ways: onCall.ways };
  }
}

const NOTHING: { readonly next: NextPage | null; readonly ways: Reached['ways'] } = {
  next: null,
  ways: NO_WAYS,
};
