import type {
  EscalationPolicy,
  Target,
} from '../../../apps/api/src/escalation/domain/escalation-policy.js';
import { reachFaults } from '../../../apps/api/src/escalation/domain/reach-faults.js';
import type { ReachableBy } from '../../../apps/api/src/notifications/domain/contact-method.js';
import { onCallAt, type Plan, type StandIn } from '../../../apps/api/src/oncall/domain/shifts.js';
import type { Chance } from './virtual-time.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A schedule of one rotation whose turns are easily counted, and who stands in. */
export interface SimSchedule extends Plan {
  readonly slug: string;
  /** of a turn, in milliseconds; turn 0 begins at `anchor` */
  readonly length: number;
  readonly anchor: number;
  readonly members: readonly string[];
  readonly standIns: StandIn[];
}

/** Who there is, who is on call, and who can be reached: of one world. */
export class People {
  readonly users = ['ann', 'bob', 'cem', 'dee', 'boss'];
  readonly schedules: readonly SimSchedule[];
  readonly policy: EscalationPolicy;
  /** when somebody came or went, the last time; unix milliseconds */
  changedAt = 0;
  private readonly away = new Set<string>();
  private readonly methods = new Map<string, readonly ReachableBy[]>();
  private count = 0;

  constructor(
    private readonly chance: Chance,
    start: number,
    end: number,
  ) {
    this.schedules = ['primary', 'secondary'].map((slug) => this.schedule(slug, start, end));
    for (const user of this.users) this.methods.set(user, this.ways(user));
    this.policy = this.makePolicy(start);
  }

  /** A number nobody had yet. */
  next(): number {
    return this.count++;
  }

  isActive(user: string): boolean {
    return !this.away.has(user);
  }

  /** Somebody's account is switched off, or on again; the last one that a fallback means never is. */
  toggle(user: string, at: number): void {
    if (user === 'boss') return;
    this.changedAt = at;
    if (!this.away.delete(user)) this.away.add(user);
  }

  reachable(users: readonly string[]): ReadonlyMap<string, readonly ReachableBy[]> {
    return new Map(
      users.map((user) => [user, this.isActive(user) ? (this.methods.get(user) ?? []) : []]),
    );
  }

  /** Who is on call by the resolver that pages, screens and API ask. */
  onCall(slugs: readonly string[], at: Date): ReadonlyMap<string, readonly string[]> {
    const found = this.schedules.filter(({ slug }) => slugs.includes(slug));
    return new Map(
      found.map((schedule) => {
        const user = onCallAt(schedule, schedule.standIns, at);
        return [schedule.slug, user === null ? [] : [user]];
      }),
    );
  }

  /** Whom targets mean at an instant and a page reaches, counted by hand. */
  meant(targets: readonly Target[], at: number): string[] {
    const all = targets.map((target) => {
      if ('user' in target) return target.user;
      const schedule = this.schedules.find(({ slug }) => slug === target.schedule);
      return schedule ? byHand(schedule, at) : '';
    });
    return [...new Set(all)].filter((user) => user !== '' && this.isActive(user));
  }

  private schedule(slug: string, start: number, end: number): SimSchedule {
    const { chance } = this;
    const turn = chance.one(['hourly', 'daily', 'weekly'] as const);
    const every = chance.whole(1, 3);
    const members = this.users.slice(0, chance.whole(2, 4));
    const day = new Date(start - chance.whole(0, 60) * DAY_MS).toISOString().slice(0, 10);
    const handoff = `${String(chance.whole(0, 23)).padStart(2, '0')}:00`;
    const unit = { hourly: HOUR_MS, daily: DAY_MS, weekly: 7 * DAY_MS }[turn];
    const standIns = Array.from({ length: chance.whole(0, 20) }, (_, i): StandIn => {
      const from = chance.between(start, end);
      const until = from + chance.between(HOUR_MS, 3 * DAY_MS);
      const userId = chance.one(this.users);
      return { id: `${slug} ${i}`, number: i, userId, start: new Date(from), end: new Date(until) };
    });
    const rotation = { turn, every, handoff, anchor: day, members };
    return {
      slug,
      timeZone: 'UTC',
      layers: [{ name: 'only', rotation, restrictions: [], turns: 'calendar' }],
      length: every * unit,
      anchor: Date.parse(`${day}T${handoff}:00Z`),
      members,
      standIns,
    };
  }

  private ways(user: string): ReachableBy[] {
    const count = this.chance.is(0.3) ? 2 : 1;
    return Array.from({ length: count }, (_, i) => ({
      methodId: `${user}-${i}`,
      kind: 'mail',
      lastFour: user.slice(-1),
    }));
  }

  /** One that may be kept: where none of its steps ever reaches anybody, or its fallback does not, another one is made. */
  private makePolicy(start: number): EscalationPolicy {
    const { chance } = this;
    const target = (): Target =>
      chance.is(0.6)
        ? { schedule: chance.one(['primary', 'secondary', 'nobody-knows-it']) }
        : { user: chance.one(this.users) };
    for (;;) {
      const steps = Array.from({ length: chance.whole(1, 4) }, () => ({
        delay: `${chance.whole(1, 20)}m`,
        targets: Array.from({ length: chance.whole(1, 2) }, target),
      }));
      const fallback = { user: 'boss' };
      const schedules = this.onCall(['primary', 'secondary'], new Date(start));
      const onCall = { schedules, reachable: new Set(this.users) };
      if (reachFaults({ steps, fallback }, [{ at: new Date(start), onCall }]).length > 0) continue;
      const repeat = chance.one([0, 1, 2, 'until-acknowledged'] as const);
      const serves = { subjects: [], teams: [], default: true };
      return {
        slug: 'everything',
        name: 'Everything',
        territory: 'DE',
        serves,
        steps,
        fallback,
        repeat,
      } as unknown as EscalationPolicy;
    }
  }
}

/** Without any function of the program: the turn that lies there, unless somebody stands in. */
function byHand({ length, anchor, members, standIns }: SimSchedule, at: number): string {
  const over = standIns
    .filter(({ start, end }) => start.getTime() <= at && at < end.getTime())
    .toSorted((a, b) => b.number - a.number)[0];
  if (over) return over.userId;
  const turn = Math.floor((at - anchor) / length);
  return members[((turn % members.length) + members.length) % members.length] ?? '';
}
