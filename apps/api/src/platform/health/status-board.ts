import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { LoopTurns } from './loop-turns.js';
import { within } from '../kernel/within.js';

export type ComponentName =
  | 'postgres'
  | 'redis'
  | 'prometheus'
  | 'alertmanager'
  | 'worker'
  | 'queue'
  | 'rules'
  | 'ledger'
  | 'audit'
  | 'clocks'
  | 'evaluation'
  | 'disk'
  | 'pager';
/** `unknown`: it can only be seen through another component, and that one is down; or this process itself was too busy to look. */
export type ComponentState = 'up' | 'degraded' | 'down' | 'unknown';

/** Kinds of trouble that a client can say in its own language. */
export type ComponentTrouble =
  | 'not-started'
  | 'silent'
  | 'bad-answer'
  | 'busy-itself'
  | 'tasks-failed'
  | 'events-waiting'
  | 'rules-failed'
  | 'rules-waiting'
  | 'rules-withheld'
  | 'rules-not-loaded'
  | 'rules-missing'
  | 'rules-set-aside'
  | 'behind'
  | 'catching-up'
  | 'audit-broken'
  | 'audit-set-back'
  | 'audit-anchor-gone'
  | 'audit-unverified'
  | 'audit-not-anchored'
  | 'clocks-differ'
  | 'iterations-missed'
  | 'evaluation-slow'
  | 'hidden'
  | 'disk-full'
  | 'disk-low'
  | 'read-only'
  | 'memory-full'
  | 'folder-unwritable'
  | 'credentials-missing'
  | 'credentials-refused'
  | 'tls-failed'
  | 'reload-awaited'
  | 'reload-not-enabled'
  | 'reload-refused'
  | 'operators-unset'
  | 'operators-not-told'
  | 'pages-late'
  | 'pages-unread'
  | 'other-silent';

/** The sentence of a component as a code with its values. */
export interface ComponentDetail {
  readonly code: ComponentTrouble;
  /** how long */
  readonly seconds?: number;
  /** how many; the HTTP status of a `bad-answer` or a refusal; the megabytes left of a `disk-low` */
  readonly count?: number;
  /** of what: tasks, subscriptions, SLOs, folders, settings, processes, or the component that hides this one */
  readonly names?: readonly string[];
}

/** How one dependency is doing, since when, and why in a sentence. */
export interface Component {
  readonly name: ComponentName;
  readonly state: ComponentState;
  readonly since: Date;
  readonly message: string | null;
  /** null: nothing is wrong, or only the sentence, an error's own, says what */
  readonly detail: ComponentDetail | null;
}

/** What a look at a component gave. */
export interface Seen {
  readonly state: ComponentState;
  readonly message: string | null;
  readonly detail?: ComponentDetail;
  /** it answers, and yet nothing can be known of what is seen through it: what that writes, it does not take */
  readonly hides?: true;
}

/** Looks at one component. Throwing means down, with the error's message. */
export type Probe = () => Promise<Seen>;

interface Watched {
  readonly probe: Probe;
  readonly through: ComponentName | null;
  looking: boolean;
}

const EVERY_MS = 2000;
const TIMEOUT_MS = 1500;
/** Whoever did nothing for so long while it waited did not hear an answer that came in time. */
const BLOCKED_MS = TIMEOUT_MS / 2;

/**
 * Knows how every dependency is doing, from memory: asking costs nothing and works when the database is unavailable.
 * Rooms register probes for what they depend on.
 */
@Injectable()
export class StatusBoard implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly watched = new Map<ComponentName, Watched>();
  private readonly components = new Map<ComponentName, Component>();
  private readonly hiding = new Set<ComponentName>();
  private readonly shownAgain = new Map<ComponentName, Date>();
  private readonly listeners = new Set<() => void>();
  private timer: NodeJS.Timeout | null = null;
  private readonly turns = new LoopTurns();

  constructor(private readonly clock: Clock) {}

  /** @param through what the probe asks: while that is down, or takes no writes, nothing is known of this one */
  register(name: ComponentName, probe: Probe, through: ComponentName | null = null): void {
    this.watched.set(name, { probe, through, looking: false });
  }

  /** Calls `listener` whenever a component changes its state. */
  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  all(): Component[] {
    return [...this.components.values()].map((component) => {
      const unavailable = this.unavailableFor(component.name);
      return unavailable
        ? {
            ...component,
            state: 'unknown',
            since: unavailable.since,
            message: `not known while ${unavailable.name} is unavailable`,
            detail: { code: 'hidden', names: [unavailable.name] },
          }
        : component;
    });
  }

  isDown(name: ComponentName): boolean {
    return this.components.get(name)?.state === 'down';
  }

  /** For how many seconds a component hides nothing any more; Infinity when it never did. */
  secondsShown(name: ComponentName): number {
    const since = this.shownAgain.get(name);
    return since ? (this.clock.now().getTime() - since.getTime()) / 1000 : Infinity;
  }

  async onApplicationBootstrap(): Promise<void> {
    this.turns.begin();
    await this.look();
    this.timer = setInterval(() => void this.look(), EVERY_MS);
  }

  private async look(): Promise<void> {
    const names = [...this.watched.keys()];
    await Promise.all(
      names.filter((name) => !this.watched.get(name)?.through).map((name) => this.lookAt(name)),
    );
    const hidden = (name: ComponentName) => this.unavailableFor(name) !== null;
    const behind = names.filter((name) => this.watched.get(name)?.through);
    for (const name of behind.filter(hidden)) this.expectAgain(name);
    await Promise.all(behind.filter((name) => !hidden(name)).map((name) => this.lookAt(name)));
  }

  /** It cannot be looked at now, which would only wait; it is one of all even if it was never looked at. */
  private expectAgain(name: ComponentName): void {
    if (this.components.has(name)) return;
    const since = this.clock.now();
    this.components.set(name, { name, since, state: 'unknown', message: null, detail: null });
  }

  /** One look at a time: looks at a server that hangs would pile up, each holding a connection. */
  private async lookAt(name: ComponentName): Promise<void> {
    const watched = this.watched.get(name);
    if (!watched || watched.looking) return;
    const seen = await this.see(watched);
    const before = this.components.get(name);
    const since = before?.state === seen.state ? before.since : this.clock.now();
    const { state, message, detail = null, hides = state === 'down' } = seen;
    this.components.set(name, { name, since, state, message, detail });
    if (hides) this.hiding.add(name);
    else if (this.hiding.delete(name)) this.shownAgain.set(name, this.clock.now());
    if (before && before.state !== seen.state) for (const listener of this.listeners) listener();
  }

  /** What failed while this process itself stood still tells nothing of the other side: it is asked once more. */
  private async see(watched: Watched): Promise<Seen> {
    const asked = async () => {
      watched.looking = true;
      try {
        return await watched.probe();
      } finally {
        watched.looking = false;
      }
    };
    for (let again = false; ; again = true) {
      const since = performance.now();
      try {
        return await within(asked(), TIMEOUT_MS);
      } catch (error) {
        const blocked = this.turns.longestSince(since);
        if (blocked < BLOCKED_MS)
          return { state: 'down', message: error instanceof Error ? error.message : String(error) };
        if (again || watched.looking) return busyItself(blocked);
      }
    }
  }

  private unavailableFor(name: ComponentName): Component | null {
    const through = this.watched.get(name)?.through;
    return through && this.hiding.has(through) ? (this.components.get(through) ?? null) : null;
  }

  onApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
    this.turns.end();
  }
}

function busyItself(blockedMs: number): Seen {
  const seconds = Math.ceil(blockedMs / 1000);
  return {
    state: 'unknown',
    message: `not known: this process itself was busy for ${seconds} s and read no answer`,
    detail: { code: 'busy-itself', seconds },
  };
}
