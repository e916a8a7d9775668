import { SendDueNotifications } from '../../../apps/api/src/notifications/use-cases/send-due-notifications.js';
import { ClaimNotifications } from '../../../apps/api/src/notifications/use-cases/claim-notifications.js';
import { DeliverNotification } from '../../../apps/api/src/notifications/use-cases/deliver-notification.js';
import { QueueNotifications } from '../../../apps/api/src/notifications/use-cases/queue-notifications.js';
import type { ClaimedNotification } from '../../../apps/api/src/notifications/domain/claimed.js';
import { AwaitOthers } from '../../../apps/api/src/escalation/use-cases/await-others.js';
import type { PagedIncident } from '../../../apps/api/src/incidents/use-cases/read-paging.js';
import type { Outgoing } from '../../../apps/api/src/notifications/domain/channel.js';
import type { AttemptResult } from '../../../apps/api/src/notifications/domain/notification.js';
import { AdvanceRun } from '../../../apps/api/src/escalation/use-cases/advance-run.js';
import { PauseRun } from '../../../apps/api/src/escalation/use-cases/pause-run.js';
import { ReadReached } from '../../../apps/api/src/escalation/use-cases/read-reached.js';
import { RunDueStep } from '../../../apps/api/src/escalation/use-cases/run-due-step.js';
import { RunEscalations } from '../../../apps/api/src/escalation/use-cases/run-escalations.js';
import { StartRun } from '../../../apps/api/src/escalation/use-cases/start-run.js';
import { choosePolicy } from '../../../apps/api/src/escalation/domain/choose-policy.js';
import type { IncidentEntry } from '../../../apps/api/src/incidents/use-cases/append-timeline.js';
import type { Move } from '../../../apps/api/src/incidents/use-cases/move-incident.js';
import type { Write } from '../../../apps/api/src/audit/use-cases/unit-of-work.js';
import type { MailOutcome } from '../../../apps/api/src/platform/mail/mailer.js';
import { systemScope, type Scope } from '../../../apps/api/src/platform/kernel/scope.js';
import { isOutage } from '../../../apps/api/src/platform/kernel/outage.js';
import type { Tx } from '../../../apps/api/src/platform/db/tx.js';
import {
  FALLBACK_EVERY_MS,
  FIRST_DELAY_MS,
} from '../../../apps/api/src/escalation/domain/decide-step.js';
import { delayMs } from '../../../apps/api/src/escalation/domain/escalation-policy.js';
import type { Invariants, PagedStep } from './invariants.js';
import type { People } from './people.js';
import { SimNotifications, SimRuns, SimTopics } from './repositories.js';
import { simTx, unitOn, type Store } from './store.js';
import type { SimProcess } from './virtual-time.js';

const IGNORED = () => undefined;
const WATCH = { done: IGNORED, failed: IGNORED, oldestDue: IGNORED };
const REPORT = { delivered: IGNORED, claimed: IGNORED };
const NEVER = new AbortController().signal;

/** What a process needs of its world. */
export interface Surroundings {
  readonly store: Store;
  readonly people: People;
  readonly invariants: Invariants;
  /** a mail server */
  readonly mail: (process: SimProcess, claimed: ClaimedNotification) => Promise<MailOutcome>;
}

/** As the channel of mail waits. */
const MAIL_PATIENCE_MS = 60_000;

/** What a worker does about incidents and pages: the program's own use cases, on the rows of a store. */
export class SimWorker {
  private readonly escalations: RunEscalations;
  private readonly sending: SendDueNotifications;

  constructor(
    readonly process: SimProcess,
    private readonly around: Surroundings,
  ) {
    const { store, people, invariants } = around;
    const unit = unitOn(store, process);
    const notifications = new SimNotifications(store, people, invariants);
    const scopes = { open: this.open } as never;
    const log = { error: this.fault } as never;
    const clock = { now: () => new Date(store.time.now) };
    const queue = this.queue(notifications);
    this.escalations = new RunEscalations(
      { read: (_: Scope, work: (tx: Tx) => unknown) => this.read(work) } as never,
      scopes,
      new SimRuns(store, invariants),
      this.step(unit, queue),
      clock,
      log,
    );
    this.sending = new SendDueNotifications(
      new ClaimNotifications(unit, scopes, notifications, {} as never),
      this.deliver(unit, notifications, log),
      process.timers,
      clock,
    );
  }

  /** One look at incidents. */
  escalate(): Promise<void> {
    return this.escalations.execute(NEVER, WATCH).catch(this.outage);
  }

  /** One look at what is to be sent. */
  send(): Promise<void> {
    return this.sending.execute(NEVER, REPORT).catch(this.outage);
  }

  private readonly open = async (name: string): Promise<Scope> => {
    await this.process.turn();
    return systemScope(name, ['DE']);
  };

  private readonly fault = (what: { readonly err: Error }): void => {
    if (!isOutage(what.err)) this.around.invariants.breaks('fault', String(what.err.stack));
  };

  private readonly outage = (error: unknown): void => {
    if (!isOutage(error)) this.fault({ err: error as Error });
  };

  private read(work: (tx: Tx) => unknown): Promise<unknown> {
    return this.around.store.transaction(this.process, async (tx) => work(tx as unknown as Tx));
  }

  private queue(notifications: SimNotifications): QueueNotifications {
    const methods = {
      reachable: async (tx: Tx, users: readonly string[]) => {
        await simTx(tx).turn();
        return this.around.people.reachable(users);
      },
    };
    const topics = new SimTopics(this.around.store);
    return new QueueNotifications(
      topics,
      notifications,
      methods as never,
      {
        isSetUp: () => true,
      } as never,
    );
  }

  private step(unit: ReturnType<typeof unitOn>, queue: QueueNotifications): RunDueStep {
    const { store, people, invariants } = this.around;
    const runs = new SimRuns(store, invariants);
    const onCall = {
      execute: async (tx: Tx, schedules: readonly string[], at: Date) => {
        await simTx(tx).turn();
        return people.onCall(schedules, at);
      },
    };
    const reachability = {
      execute: async (tx: Tx, users: readonly string[]) => {
        await simTx(tx).turn();
        return people.reachable(users);
      },
    };
    const choice = {
      execute: async (tx: Tx, incidents: readonly Parameters<typeof choosePolicy>[1][]) => {
        await simTx(tx).turn();
        return incidents.map((incident) => choosePolicy([people.policy], incident));
      },
    } as never;
    const reached = new ReadReached(onCall as never, reachability as never);
    const timeline = { within: this.append } as never;
    const advance = new AdvanceRun(choice, reached, queue);
    return new RunDueStep(
      unit,
      runs,
      { execute: this.paging } as never,
      { within: this.move } as never,
      new StartRun(choice),
      advance,
      new AwaitOthers(reached, queue),
      new PauseRun(runs, reached, queue, timeline),
      timeline,
      // Its world knows no maintenance yet.
      { within: async () => new Map() } as never,
    );
  }

  private readonly paging = async (tx: Tx, ids: readonly string[]) => {
    await simTx(tx).turn();
    const found = new Map<string, PagedIncident>();
    for (const id of ids) {
      await simTx(tx).lock(`incident ${id}`);
      const incident = this.around.store.incidents.get(id);
      if (incident) found.set(id, { ...incident, team: null });
    }
    return found;
  };

  private readonly move = async ({ tx }: Write, { key, decide }: Move) => {
    await simTx(tx).turn();
    const { store, invariants } = this.around;
    const before = store.incidents.get(key);
    const move = before && (await decide(before, new Date(store.time.now)));
    if (!move) return;
    simTx(tx).put(store.incidents, key, move.incident);
    simTx(tx).committed.push(() => invariants.incidentKept(move.incident));
  };

  private readonly append = async ({ tx }: Write, entries: readonly IncidentEntry[]) => {
    await simTx(tx).turn();
    const { invariants } = this.around;
    for (const { incidentId, kind, data } of entries) {
      if (kind === 'escalation.nobody' || kind === 'escalation.unserved')
        simTx(tx).committed.push(() => invariants.nobodyIsTold(incidentId));
      if (kind !== 'escalation.paged') continue;
      const taken = this.takenOf(incidentId, data as unknown as PagedEntry);
      simTx(tx).committed.push(() => invariants.stepTaken(taken));
    }
  };

  private takenOf(incidentId: string, entry: PagedEntry): PagedStep {
    const { people, store } = this.around;
    const { run, loop, step, route, next, people: told } = entry;
    const { steps, fallback } = people.policy;
    const first = store.runs.get(incidentId)?.at(-1)?.first ?? '';
    const here = steps[step - 1];
    const { targets, delay } = {
      first: { targets: [{ user: first }], delay: FIRST_DELAY_MS },
      step: { targets: here?.targets ?? [], delay: here ? delayMs(here) : 0 },
      fallback: { targets: [fallback], delay: FALLBACK_EVERY_MS },
    }[route];
    const at = Date.parse(next) - delay;
    const users = told.map(({ user }) => user);
    const meant = people.changedAt < at - 1000 ? people.meant(targets, at) : null;
    return { incidentId, run, loop, step, users, meant, at };
  }

  private deliver(
    unit: ReturnType<typeof unitOn>,
    notifications: SimNotifications,
    log: never,
  ): DeliverNotification {
    const claims = new Map<string, ClaimedNotification>();
    const compose = {
      execute: async (claimed: ClaimedNotification) => {
        claims.set(claimed.id, claimed);
        await this.process.turn();
        return { id: claimed.id } as Outgoing;
      },
    };
    const mail = {
      patience: MAIL_PATIENCE_MS,
      server: 'the mail server',
      send: async ({ id }: Outgoing): Promise<AttemptResult> => {
        const sent = await this.around.mail(this.process, claims.get(id) as ClaimedNotification);
        if (sent.outcome === 'sent') return { result: 'accepted' };
        const { error } = sent;
        if (sent.outcome === 'refused') return { result: 'refused', error };
        return { result: 'failed', error, handedOver: sent.handedOver };
      },
    };
    const channels = { of: () => mail } as never;
    const { timers } = this.process;
    const [one, lose] = [compose as never, {} as never]; // no mail server says that a way is gone
    return new DeliverNotification(one, channels, unit, notifications, lose, timers, log);
  }
}

interface PagedEntry {
  readonly run: number;
  readonly loop: number;
  readonly step: number;
  readonly route: 'first' | 'step' | 'fallback';
  readonly people: readonly { readonly user: string }[];
  /** when it goes on */
  readonly next: string;
}
