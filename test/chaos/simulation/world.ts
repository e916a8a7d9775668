import type { ClaimedNotification } from '../../../apps/api/src/notifications/domain/claimed.js';
import { ACKNOWLEDGE_TIMEOUT_MS } from '../../../apps/api/src/incidents/domain/incident.js';
import type { MailOutcome } from '../../../apps/api/src/platform/mail/mailer.js';
import { Desk } from './desk.js';
import { Invariants } from './invariants.js';
import { People } from './people.js';
import { SimWorker } from './program.js';
import { dueSince } from './repositories.js';
import { sleeps, Store } from './store.js';
import { Chance, SimProcess, VirtualTime } from './virtual-time.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 5);
const WORKERS = 3;
/** Share of incidents at whose begin something fails. */
const SPOILED = 0.3;
/** Share of mails after which the process that sent them stands still before it hears of it. */
const SILENCED = 0.01;
/** After a death or a standstill: a lease, a tick, and the way. */
const CONVALESCENCE = 15 * SECOND;

/** How a mail server is: as it says, or it does not answer what it took, or does not take what it answered for, or is not there. */
const MANNERS = ['takes', 'slow', 'refuses', 'for-good', 'lies', 'swallows', 'dead'] as const;
type Manner = (typeof MANNERS)[number];

type Task = 'escalate' | 'send';
const TASKS: readonly Task[] = ['escalate', 'send'];

/** When a worker looks again. */
interface Turn {
  isRunning: boolean;
  at: number | null;
}

/** How often things go wrong. */
export interface Weather {
  /** of a process, at each of its waits */
  readonly mortality: number;
  /** days between two outages of a kind, on average */
  readonly daysBetween: number;
}

/** Three workers, a database, a mail server, people and alerts, for some months of which nobody waits for a second. */
export class SimWorld {
  readonly invariants: Invariants;
  private readonly chance: Chance;
  private readonly time = new VirtualTime(START);
  private readonly store = new Store(this.time);
  private readonly people: People;
  private readonly desk: Desk;
  private readonly workers = new Map<SimWorker, Record<Task, Turn>>();
  private readonly end: number;
  private manner: Manner = 'takes';
  /** how long everything was well until `since`, which it is not before */
  private well = 0;
  private since = START;
  private sickUntil = START;
  private readonly marks: Mark[] = [];

  constructor(
    seed: number,
    days: number,
    private readonly weather: Weather,
  ) {
    this.chance = new Chance(seed);
    this.end = START + days * DAY;
    this.people = new People(this.chance, START, this.end);
    this.invariants = new Invariants(this.store, (at) => this.healthAt(at));
    const api = () => this.process('api', () => undefined);
    this.desk = new Desk(this.store, this.chance, this.invariants, api, () => this.spoil());
    this.store.changed = () => this.wake();
  }

  /** Lets all of it happen, until something does not hold. */
  async run(): Promise<void> {
    for (let i = 0; i < WORKERS; i += 1) this.startWorker();
    this.desk.begin(this.end);
    this.again(() => this.people.toggle(this.chance.one(this.people.users), this.time.now));
    this.again(() => this.trouble());
    await this.time.until(this.end, () => this.look());
  }

  private look(): void {
    this.measure();
    this.invariants.everybodyIsTold();
    if (this.invariants.broken.length > 0) throw new Error(this.invariants.broken[0]);
  }

  // What goes wrong

  private again(what: () => void): void {
    const next = () => {
      what();
      this.time.at(this.time.now + this.chance.wait(this.weather.daysBetween * DAY), next);
    };
    this.time.at(this.time.now + this.chance.wait(this.weather.daysBetween * DAY), next);
  }

  /** Now and then something fails just when somebody is to be paged. */
  private spoil(): void {
    if (!this.chance.is(SPOILED)) return;
    this.time.at(this.time.now + this.chance.wait(this.chance.one([1, 30]) * SECOND), () =>
      this.trouble(),
    );
  }

  private trouble(): void {
    const kind = this.chance.one(['database', 'workers', 'standstill', 'mail', 'mail'] as const);
    if (kind === 'database') this.outageOfDatabase();
    if (kind === 'workers') this.outageOfWorkers();
    if (kind === 'standstill') this.standstill();
    if (kind === 'mail') this.outageOfMail();
  }

  /** Of a few seconds mostly, sometimes of hours. */
  private length(): number {
    return this.chance.is(0.2) ? this.chance.wait(2 * HOUR) : this.chance.wait(30 * SECOND);
  }

  private outageOfDatabase(): void {
    if (!this.store.isUp) return;
    this.measure();
    this.store.crash();
    this.time.at(this.time.now + this.length(), () => {
      this.sick();
      this.store.isUp = true;
      this.wake();
    });
  }

  private outageOfWorkers(): void {
    const length = this.length();
    for (const { process } of this.workers.keys()) {
      process.die();
      this.time.at(this.time.now + length, () => this.startWorker());
    }
  }

  private standstill(): void {
    const idle = [...this.workers.keys()].filter(({ process }) => process.open.size === 0);
    if (idle.length > 0) this.standStill(this.chance.one(idle).process);
  }

  /** It holds nothing that others wait for. */
  private standStill(process: SimProcess): void {
    if (process.open.size > 0) return;
    process.stalledUntil = this.time.now + this.chance.between(SECOND, MINUTE);
    this.sick(process.stalledUntil);
  }

  private outageOfMail(): void {
    this.manner = this.chance.one(MANNERS.slice(1));
    this.time.at(this.time.now + this.length(), () => (this.manner = 'takes'));
  }

  private sick(until = this.time.now): void {
    this.measure();
    this.sickUntil = Math.max(this.sickUntil, until + CONVALESCENCE);
  }

  // Who works

  private process(name: string, died: () => void): SimProcess {
    const mortality = () => this.weather.mortality;
    return new SimProcess(name, this.time, this.chance, mortality, died);
  }

  private startWorker(): void {
    if (this.workers.size >= WORKERS) return;
    this.measure();
    const process = this.process('worker', () => {
      this.sick();
      this.workers.delete(worker);
      this.time.at(this.time.now + this.chance.between(SECOND, 20 * SECOND), () =>
        this.startWorker(),
      );
    });
    const { store, people, invariants } = this;
    const worker = new SimWorker(process, { store, people, invariants, mail: this.mail });
    const turn = () => ({ isRunning: false, at: null });
    this.workers.set(worker, { escalate: turn(), send: turn() });
    this.wake();
  }

  /** Every worker looks within a second of when something is due, and perhaps is told of it at once. */
  private wake(): void {
    if (!this.store.isUp) return;
    for (const task of TASKS) {
      const due = this.nextDue(task);
      if (due !== null) for (const worker of this.workers.keys()) this.plan(worker, task, due);
    }
  }

  private plan(worker: SimWorker, task: Task, due: number): void {
    const turn = this.workers.get(worker)?.[task];
    const at =
      Math.max(due, this.time.now) + this.chance.between(0, this.chance.is(0.5) ? 50 : SECOND);
    if (!turn || turn.isRunning || (turn.at !== null && turn.at <= at)) return;
    turn.at = at;
    this.time.at(Math.max(at, worker.process.stalledUntil), () => {
      if (turn.at !== at || turn.isRunning || !worker.process.isAlive) return;
      turn.isRunning = true;
      turn.at = null;
      void worker[task]().then(() => {
        turn.isRunning = false;
        this.wake();
      });
    });
  }

  private nextDue(task: Task): number | null {
    const { now } = this.time;
    let next = Infinity;
    if (task === 'send') {
      for (const row of this.store.notifications.values())
        if (row.ended === null) next = Math.min(next, row.next);
    } else
      for (const incident of this.store.incidents.values()) {
        if (dueSince(this.store, incident, now) !== null) return now;
        const live = this.store.runs.get(incident.id)?.find(({ state }) => state !== 'stopped');
        if (incident.state === 'triggered' && live) next = Math.min(next, live.nextAt.getTime());
        if (incident.state === 'acknowledged' && incident.acknowledgedAt && !sleeps(incident))
          next = Math.min(next, incident.acknowledgedAt.getTime() + ACKNOWLEDGE_TIMEOUT_MS);
      }
    return next === Infinity ? null : next;
  }

  // What is told

  private readonly mail = async (
    process: SimProcess,
    claimed: ClaimedNotification,
  ): Promise<MailOutcome> => {
    await process.turn(50);
    const { manner } = this;
    const failed = (error: string, handedOver: boolean): MailOutcome => ({
      outcome: 'failed',
      error,
      handedOver,
    });
    if (manner === 'dead') {
      await process.turn(5000);
      return failed('no answer', false);
    }
    if (manner === 'refuses') return failed('451 not now', false);
    if (manner === 'for-good') return { outcome: 'refused', error: '550 never' };
    if (manner === 'slow') await process.turn(80 * SECOND);
    if (manner !== 'swallows') this.arrives(claimed);
    if (this.chance.is(SILENCED)) this.standStill(process);
    await process.turn(50);
    if (manner === 'lies' || manner === 'swallows') return failed('no answer', true);
    return { outcome: 'sent' };
  };

  private arrives({ id, kind, topicId, userId, mayRepeat }: ClaimedNotification): void {
    this.invariants.mailArrived(id, mayRepeat);
    if (kind === 'page') this.desk.hears(topicId, userId);
  }

  // How well everything is

  private measure(): void {
    const { now } = this.time;
    const from = Math.max(this.since, this.sickUntil);
    const isWell = this.store.isUp && this.workers.size > 0;
    if (isWell && now > from) this.well += now - from;
    this.since = now;
    const [before, last] = this.marks.slice(-2);
    const mark = { at: now, well: this.well };
    if (before && last && isOneLine(before, last, mark)) this.marks[this.marks.length - 1] = mark;
    else this.marks.push(mark);
  }

  /** How long everything had been well by then. */
  private healthAt(at: number): number {
    const { marks } = this;
    let [low, high] = [0, marks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((marks[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const [before, next] = [marks[low - 1]?.well ?? 0, marks[low]];
    return next ? Math.max(before, next.well - (next.at - at)) : before;
  }
}

interface Mark {
  readonly at: number;
  readonly well: number;
}

/** Whether all was well from the first to the last of these, or nothing was. */
function isOneLine(a: Mark, b: Mark, c: Mark): boolean {
  const [time, well] = [c.at - a.at, c.well - a.well];
  return (well === 0 && b.well === a.well) || (well === time && b.well - a.well === b.at - a.at);
}
