import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { ReadUntaken } from '../../notifications/use-cases/read-untaken.js';
import { Troubles } from '../../platform/background/troubles.js';
import { Leases, LeaseLost } from '../../platform/background/leases.js';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { StatusBoard } from '../../platform/health/status-board.js';
import { SignsOfLife, type ProcessKind } from '../../platform/health/signs-of-life.js';
import { Clock } from '../../platform/kernel/clock.js';
import { newId } from '../../platform/kernel/ids.js';
import { isOutage } from '../../platform/kernel/outage.js';
import { systemScope } from '../../platform/kernel/scope.js';
import { within } from '../../platform/kernel/within.js';
import { PagerWatchRepository } from '../db/pager-watch.repository.js';
import { RunsRepository } from '../db/runs.repository.js';
import { operatorMessage } from '../domain/operator-message.js';
import { downIn, downText } from '../domain/down-parts.js';
import {
  isOfPages,
  lookAgain,
  newerEpisode,
  told,
  viewOf,
  watchPager,
  type PagerEpisode,
  type PagerLook,
  type PageTrouble,
  type PagerView,
  type PagerWord,
  type Watch,
} from '../domain/watch-pager.js';
import { TellOperators } from './tell-operators.js';

const SCOPE = systemScope('pager-watch', []);
/** A look that takes longer saw nothing. */
const PATIENCE_MS = 3000;
/** A mail server that did not take a message is asked again so soon. */
const RETRY_MS = 15_000;
const LEASE_MS = 20_000;
/** Under what the API says which parts of the status are down, so that both processes tell the same. */
const DOWN_PARTS = 'status-down';
const OTHER = { api: 'worker', worker: 'api' } as const;

/** How the pager was found at a look. */
export interface PagerReport {
  /** why pages may not go out; parts of the status that are down are said by the status itself */
  readonly troubles: readonly PageTrouble[];
  /** seconds for which the oldest due row has waited; null: it could not be read */
  readonly oldestDue: number | null;
  /** settings without which operators cannot be told */
  readonly missing: readonly string[];
  /** whether they could not be told what they were to be told last */
  readonly isUntold: boolean;
}

interface Seen {
  readonly look: PagerLook;
  readonly kept: PagerEpisode | null;
}

const NOTHING: Seen = { look: { oldestDue: null, silence: null, down: [] }, kept: null };

/**
 * Looks whether pages go out, and tells the operators by a path of its own when they may not. Each process does it for itself. What was told
 * is kept in the database, and told under a lease, so that one of them speaks; while the database is away each speaks for itself, out of
 * what it remembers.
 */
@Injectable()
export class WatchPager {
  private found: PagerReport | null = null;
  private watch: Watch | null = null;
  private own: PagerEpisode | null = null;
  private reading: Promise<Seen> | null = null;
  private isUntold = false;
  private triedAt = -Infinity;

  constructor(
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly unit: UnitOfWork,
    private readonly leases: Leases,
    private readonly runs: RunsRepository,
    private readonly untaken: ReadUntaken,
    private readonly signs: SignsOfLife,
    private readonly episodes: PagerWatchRepository,
    private readonly operators: TellOperators,
    private readonly board: StatusBoard,
    private readonly parts: Troubles,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {}

  /** What was found at the last look; null: there was none yet. */
  get latest(): PagerReport | null {
    return this.found;
  }

  /** @param self which process looks: it watches the other one. Never throws */
  async execute(self: ProcessKind): Promise<PagerReport> {
    const { look, kept } = await this.look(self);
    const now = this.clock.now();
    this.watch = lookAgain(this.watch, look, now);
    const view = viewOf(look, this.watch, now);
    const { missing } = this.operators;
    if (missing.length === 0) await this.speak(self, view, look.oldestDue === null, kept);
    this.watch = { ...this.watch, lookedAt: this.clock.now() }; // speaking is no sleep
    this.found = {
      troubles: view.troubles.filter(isOfPages),
      oldestDue: look.oldestDue,
      missing,
      isUntold: this.isUntold,
    };
    return this.found;
  }

  /** One look at a time: those at a server that hangs would pile up. */
  private async look(self: ProcessKind): Promise<Seen> {
    if (this.reading) return NOTHING;
    this.reading = this.read(self).finally(() => {
      this.reading = null;
    });
    return within(this.reading, PATIENCE_MS).catch((error: unknown) => {
      if (this.found?.oldestDue !== null && !isOutage(error))
        this.log.warn({ err: error }, 'it could not be seen whether pages go out');
      return NOTHING;
    });
  }

  private async read(self: ProcessKind): Promise<Seen> {
    // The worker says by a task that it lives. Who can say so finds a database that takes writes.
    if (self === 'api') {
      await this.signs.give('api', null, this.clock.now());
      await this.sayDown();
    }
    const scope = await this.scopes.open('escalation');
    const [due, untaken, silence, kept, down] = await Promise.all([
      this.database.read(scope, (tx) => this.runs.due(tx, 1)),
      this.untaken.execute(),
      this.signs.age(OTHER[self]),
      this.database.read(SCOPE, (tx) => this.episodes.read(tx, this.clock.now())),
      this.database.read(SCOPE, (tx) => this.parts.of(tx, DOWN_PARTS)),
    ]);
    const oldestDue = Math.max(0, untaken, due[0]?.waited ?? 0);
    return { look: { oldestDue, silence, down: downIn(down, this.clock.now()) }, kept };
  }

  /** The status is the API's. */
  private async sayDown(): Promise<void> {
    const text = downText(this.board.all());
    if (text === null) await this.parts.over(DOWN_PARTS);
    else await this.parts.say(DOWN_PARTS, text);
  }

  private async speak(
    self: ProcessKind,
    view: PagerView,
    isAway: boolean,
    kept: PagerEpisode | null,
  ): Promise<void> {
    if (!isAway)
      try {
        await this.speakTogether(self, view, kept);
        return;
      } catch (error) {
        if (error instanceof LeaseLost) return; // another process is at it
        if (!isOutage(error))
          this.log.error({ err: error }, 'what the operators are told could not be kept');
      }
    await this.speakAlone(self, view);
  }

  private async speakTogether(
    self: ProcessKind,
    view: PagerView,
    seen: PagerEpisode | null,
  ): Promise<void> {
    this.own = newerEpisode(seen, this.own);
    const isLive = this.own !== null && this.own.endedAt === null;
    if (view.troubles.length === 0 && !isLive) {
      this.isUntold = false;
      return;
    }
    await this.leases.hold(SCOPE, 'escalation.watch-pager', { ttl: LEASE_MS }, async (lease) => {
      const now = this.clock.now();
      const kept = await this.database.read(SCOPE, (tx) => this.episodes.read(tx, now));
      const keep = (episode: PagerEpisode) =>
        this.unit.fenced(lease, SCOPE, async (write) => {
          write.unrecorded('what operators were told is no change of anything');
          await this.episodes.keep(write.tx, episode, this.clock.now());
        });
      const { episode, tell } = watchPager(view, newerEpisode(kept, this.own), now, newId);
      this.own = episode;
      if (episode === null) return;
      // Before it is told, so that whoever goes on after a crash tells it under the same number.
      if (differ(episode, kept)) await keep(episode);
      const after = tell === null ? null : await this.tell(self, view, episode, tell);
      if (after !== null) await keep(after);
    });
  }

  private async speakAlone(self: ProcessKind, view: PagerView): Promise<void> {
    const { episode, tell } = watchPager(view, this.own, this.clock.now(), newId);
    this.own = episode;
    if (episode !== null && tell !== null) await this.tell(self, view, episode, tell);
  }

  /** @returns the episode after somebody took it, which this process remembers from then on; null: nobody did */
  private async tell(
    self: ProcessKind,
    { troubles }: PagerView,
    episode: PagerEpisode,
    word: PagerWord,
  ): Promise<PagerEpisode | null> {
    const now = this.clock.now();
    if (Math.abs(now.getTime() - this.triedAt) < RETRY_MS && this.isUntold) return null;
    this.triedAt = now.getTime();
    const { publicUrl } = this.settings;
    const message = operatorMessage({
      word,
      troubles,
      by: self,
      since: episode.since,
      now,
      publicUrl,
    });
    this.isUntold = !(await this.operators.execute(
      `operators-${episode.id}-${episode.told}`,
      message,
    ));
    if (this.isUntold) return null;
    this.own = told(episode, word, this.clock.now());
    this.log.warn({ word, troubles }, 'the operators were told by the direct path');
    return this.own;
  }
}

/** Whether there is anything new to keep: what only grew older is not. */
function differ(one: PagerEpisode, other: PagerEpisode | null): boolean {
  return (
    one.id !== other?.id ||
    one.told !== other.told ||
    (one.fineSince === null) !== (other.fineSince === null) ||
    (one.endedAt === null) !== (other.endedAt === null)
  );
}
