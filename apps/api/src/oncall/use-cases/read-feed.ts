import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import type { Tx } from '../../platform/db/tx.js';
import { Yielder } from '../../platform/documents/yielder.js';
import { Clock } from '../../platform/kernel/clock.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';
import { systemScope } from '../../platform/kernel/scope.js';
import { FeedsRepository } from '../db/feeds.repository.js';
import { OverridesRepository } from '../db/overrides.repository.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import { calendarText, type CalendarEvent } from '../domain/calendar.js';
import {
  feedEvents,
  feedName,
  feedTime,
  FEEDS_ACTOR,
  mayReadSchedules,
  nearest,
  type Feed,
  type FeedLanguage,
  type FeedTime,
} from '../domain/feed.js';
import { peopleOf } from '../domain/responders.js';
import { shiftsBetween } from '../domain/shifts.js';

/** Seconds after which a calendar may ask again. */
const REFRESH_S = 900;
const HOUR_MS = 3_600_000;

/** What stands at the secret address of a calendar: shifts that its owner may read now. */
@Injectable()
export class ReadFeed {
  constructor(
    private readonly database: DatabaseReader,
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly feeds: FeedsRepository,
    private readonly schedules: SchedulesRepository,
    private readonly overrides: OverridesRepository,
    private readonly people: FindPeople,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {}

  /**
   * @param token what stands in the address
   * @returns the calendar, RFC 5545; without entries where its owner may read nothing any more
   * @throws DomainError `not-found` for an address that nobody has (any more), or whose owner has no account
   */
  async execute(token: string, language: FeedLanguage): Promise<string> {
    const hash = hashSecret(token);
    const now = this.clock.now();
    const { feed, territories } = await this.scopes.read(FEEDS_ACTOR, (tx) => this.owned(tx, hash));
    const scope = systemScope(FEEDS_ACTOR, territories);
    const { name, events } = await this.database.read(scope, (tx) =>
      this.eventsOf(tx, feed, now, language),
    );
    this.touch(feed, now);
    return calendarText(feedName(name, language), nearest(events, now), REFRESH_S);
  }

  private async owned(
    tx: Tx,
    hash: string,
  ): Promise<{ readonly feed: Feed; readonly territories: readonly string[] }> {
    const feed = await this.feeds.byHash(tx, hash);
    const [owner] = feed ? await this.people.execute(tx, { ids: [feed.userId] }) : [];
    if (!feed || !owner || owner.disabled)
      throw new DomainError('not-found', 'There is no calendar at this address.');
    return { feed, territories: mayReadSchedules(owner) };
  }

  private async eventsOf(
    tx: Tx,
    { userId, scheduleId }: Feed,
    now: Date,
    language: FeedLanguage,
  ): Promise<{ readonly name: string | null; readonly events: readonly CalendarEvent[] }> {
    const time = feedTime(now);
    const { lookFrom, lookTo } = time;
    const ids =
      scheduleId === null
        ? await this.schedules.idsOfPerson(tx, userId, lookFrom, lookTo)
        : [scheduleId];
    const whose = scheduleId === null ? userId : null;
    const events = await this.ofSchedules(tx, ids, { whose, time, language });
    const [only] = scheduleId === null ? [] : await this.schedules.findByIds(tx, [scheduleId]);
    return { name: scheduleId === null ? null : (only?.name ?? '-'), events };
  }

  private async ofSchedules(
    tx: Tx,
    ids: readonly string[],
    about: {
      readonly whose: string | null;
      readonly time: FeedTime;
      readonly language: FeedLanguage;
    },
  ): Promise<CalendarEvent[]> {
    const { whose, time, language } = about;
    const { lookFrom, lookTo } = time;
    const schedules = await this.schedules.findByIds(tx, ids);
    const revisions = await this.schedules.revisions(tx, ids);
    const overrides = Map.groupBy(
      await this.overrides.between(tx, ids, lookFrom, lookTo),
      (override) => override.scheduleId,
    );
    const yielder = new Yielder();
    const shown: CalendarEvent[] = [];
    for (const schedule of schedules) {
      const revision = revisions.get(schedule.id);
      if (!revision) continue;
      const shifts = shiftsBetween(schedule, overrides.get(schedule.id) ?? [], lookFrom, lookTo);
      await yielder.yieldIfDue();
      const named = whose === null ? [...new Set(shifts.map(({ userId }) => userId))] : [];
      const people = peopleOf(await this.people.execute(tx, { ids: named }));
      const link = `${this.settings.publicUrl}/on-call/${schedule.slug}`;
      shown.push(
        ...feedEvents(schedule, shifts, whose, { ...revision, time, people, link, language }),
      );
    }
    return shown;
  }

  /** Nobody waits for this, and no calendar is refused because of it. */
  private touch({ id, lastReadAt }: Feed, now: Date): void {
    if (lastReadAt && now.getTime() - lastReadAt.getTime() < HOUR_MS) return;
    void this.unit
      .run(systemScope(FEEDS_ACTOR, []), (write) => {
        write.unrecorded('when a calendar was read last is a trace of it, not a change');
        return this.feeds.touch(write.tx, id, now);
      })
      .catch((error: unknown) => this.log.warn({ err: error }, 'a reading was not noted'));
  }
}
