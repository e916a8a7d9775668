import 'reflect-metadata';
import type { ModuleMetadata, Type } from '@nestjs/common';
import { Test, type TestingModule, type TestingModuleBuilder } from '@nestjs/testing';
import pg from 'pg';
import { TaskRunner } from '../../apps/api/src/platform/background/task-runner.js';
import { WakeSources } from '../../apps/api/src/platform/background/wake-sources.js';
import { Clock } from '../../apps/api/src/platform/kernel/clock.js';
import { Timers } from '../../apps/api/src/platform/kernel/timers.js';
import { JobQueue } from '../../apps/api/src/platform/queue/job-queue.js';
import { WorkerModule } from '../../apps/api/src/worker.module.js';
import { outboxSettled } from './outbox-settled.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { testEnvironment } from './test-environment.js';

export interface WorldOptions {
  /** what a worker consists of; default: everything that a worker has */
  readonly modules?: ModuleMetadata['imports'];
  /** tasks and subscriptions of the test's own */
  readonly providers?: ModuleMetadata['providers'];
  /** parts of a worker in whose place the test puts something else */
  readonly instead?: (worker: TestingModuleBuilder) => TestingModuleBuilder;
  /** further `LEITSTAND_*` variables */
  readonly settings?: Record<string, string>;
  /** when the world begins; default: now */
  readonly at?: Date;
}

/** Something that is called at a time of the world. */
interface Appointment {
  readonly at: number;
  readonly of: WorldTimers;
  readonly call: () => void;
}

/** The timers of one worker: they wait for the world's time, not for real time. */
class WorldTimers extends Timers {
  constructor(private readonly agenda: Agenda) {
    super();
  }

  after(ms: number, call: () => void): () => void {
    return this.agenda.add({ at: this.agenda.now + ms, of: this, call });
  }

  /** Nothing of this worker is called any more. */
  end(): void {
    this.agenda.drop(this);
  }
}

/** Everything that is still to happen, and what time it is. */
class Agenda {
  private readonly appointments = new Set<Appointment>();
  private readonly ended = new Set<Timers>();

  constructor(public now: number) {}

  add(appointment: Appointment): () => void {
    if (!this.ended.has(appointment.of)) this.appointments.add(appointment);
    return () => void this.appointments.delete(appointment);
  }

  drop(of: Timers): void {
    this.ended.add(of);
    for (const one of this.appointments) if (one.of === of) this.appointments.delete(one);
  }

  /** Takes out the first appointment up to `end`; of several at the same time, the one that was made first. */
  next(end: number): Appointment | undefined {
    const [first] = [...this.appointments]
      .filter(({ at }) => at <= end)
      .toSorted((a, b) => a.at - b.at);
    if (first) this.appointments.delete(first);
    return first;
  }
}

/** One worker: the modules, the registry and the runner that a worker has in production. */
export class WorldWorker {
  private readonly killed = Promise.withResolvers<void>();
  private closed: Promise<void> | null = null;

  constructor(
    readonly module: TestingModule,
    private readonly timers: WorldTimers,
  ) {}

  get<T>(token: Type<T>): T {
    return this.module.get(token, { strict: false });
  }

  /** Resolves once none of its tasks runs any more, or when it is killed. */
  settled(): Promise<void> {
    return Promise.race([this.get(TaskRunner).idle(), this.killed.promise]);
  }

  /**
   * As if its process stopped: no task of it begins any more, no lease is renewed, nobody waits for it. A call to a server that
   * was under way may still be answered, as in a process that hung.
   */
  kill(): void {
    this.timers.end();
    this.killed.resolve();
  }

  /** Gives its connections back. A worker that was killed is closed once the calls that it hung in were answered. */
  async close(): Promise<void> {
    this.kill();
    this.closed ??= this.module.close();
    await this.closed;
  }
}

/**
 * Workers on a database of their own, whose time stands still until it is advanced: their clock, their timers and the database's
 * clock move together. Queue and NOTIFY have no part in it: what is woken is woken at once, within its worker.
 */
export class World {
  private readonly workers: WorldWorker[] = [];
  private readonly followers: ((at: number) => void)[] = [];

  private constructor(
    readonly database: TestDatabase,
    /** statements as the owner, past row-level security */
    readonly owner: pg.Client,
    private readonly options: WorldOptions,
    private readonly agenda: Agenda,
  ) {}

  /** A world without a worker, so that a test may prepare what the first one finds. */
  static async begin(options: WorldOptions = {}): Promise<World> {
    const database = await createTestDatabase();
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const agenda = new Agenda((options.at ?? new Date()).getTime());
    const world = new World(database, owner, options, agenda);
    await world.moveTo(agenda.now);
    return world;
  }

  /** unix milliseconds */
  get now(): number {
    return this.agenda.now;
  }

  /** Has `follow` called with every new time (unix milliseconds), and with the present one now. */
  follows(follow: (at: number) => void): void {
    this.followers.push(follow);
    follow(this.now);
  }

  /** Starts a worker. Its tasks all run at once, as at every start: wait for them with `settled`. */
  async worker(): Promise<WorldWorker> {
    const { modules = [WorkerModule], providers = [], settings = {}, instead } = this.options;
    Object.assign(process.env, testEnvironment(this.database, settings));
    const { agenda } = this;
    const clock = new (class extends Clock {
      override now = () => new Date(agenda.now);
    })();
    const timers = new WorldTimers(agenda);
    const queue = {
      wake: (task: string) => Promise.resolve(worker.get(TaskRunner).wake(task)),
      refusal: () => Promise.resolve(null),
    };
    const builder = Test.createTestingModule({ imports: modules, providers })
      .overrideProvider(Clock)
      .useValue(clock)
      .overrideProvider(Timers)
      .useValue(timers)
      .overrideProvider(JobQueue)
      .useValue(queue)
      .overrideProvider(WakeSources)
      .useValue({});
    const module = await (instead?.(builder) ?? builder).compile();
    const worker = new WorldWorker(module, timers);
    this.workers.push(worker);
    await module.init();
    return worker;
  }

  /** Resolves once no task of any worker runs any more. Time stands still meanwhile. */
  async settled(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.settled()));
  }

  /**
   * Moves time on, and runs on the way, in the order of their times, every task and every subscription that becomes due; each
   * comes to its end before time goes on. @param duration a number with its unit: `500ms`, `21s`, `30m`, `2h`, `1d`
   */
  async advance(duration: string): Promise<void> {
    const end = this.now + milliseconds(duration);
    await this.settled();
    for (let next = this.agenda.next(end); next; next = this.agenda.next(end)) {
      if (next.at > this.now) {
        await this.moveTo(next.at);
        await outboxSettled(this.owner);
      }
      next.call();
      await this.settled();
    }
    await this.moveTo(end);
  }

  /**
   * As if the machine had slept so long: it is later at once, whatever became due meanwhile is due now, and runs once. Quick, where nothing is
   * to be due on the way.
   */
  async leap(duration: string): Promise<void> {
    await this.settled();
    await this.moveTo(this.now + milliseconds(duration));
    await this.advance('0s');
  }

  /** Ends the workers, and drops the database. */
  async close(): Promise<void> {
    for (const worker of this.workers) await worker.close();
    await this.owner.end();
    await this.database.drop();
  }

  private async moveTo(at: number): Promise<void> {
    this.agenda.now = at;
    await this.owner.query(
      `insert into clock_shift (shift) values (to_timestamp($1::float8) - clock_timestamp())
       on conflict (only_row) do update set shift = excluded.shift`,
      [at / 1000],
    );
    for (const follow of this.followers) follow(at);
  }
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

function milliseconds(duration: string): number {
  const [, count, unit = ''] = /^(\d+)(ms|s|m|h|d)$/.exec(duration) ?? [];
  const factor = UNITS[unit];
  if (!factor) throw new Error(`no duration: ${duration}`);
  return Number(count) * factor;
}
