import PostalMime from 'postal-mime';
import type { TestingModuleBuilder } from '@nestjs/testing';
import { AccessModule } from '../../../apps/api/src/access/access.module.js';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import type { PolicyContent } from '../../../apps/api/src/escalation/domain/escalation-policy.js';
import {
  EscalationModule,
  EscalationWorkerModule,
} from '../../../apps/api/src/escalation/escalation.module.js';
import { DeclinePage } from '../../../apps/api/src/escalation/use-cases/decline-page.js';
import { EscalateNow } from '../../../apps/api/src/escalation/use-cases/escalate-now.js';
import { JudgeHaste } from '../../../apps/api/src/escalation/use-cases/judge-haste.js';
import { GetEscalation } from '../../../apps/api/src/escalation/use-cases/get-escalation.js';
import { LockRun } from '../../../apps/api/src/escalation/use-cases/lock-run.js';
import { Policies } from '../../../apps/api/src/escalation/use-cases/policies.js';
import type { Incident } from '../../../apps/api/src/incidents/domain/incident.js';
import {
  IncidentsModule,
  IncidentsWorkerModule,
} from '../../../apps/api/src/incidents/incidents.module.js';
import { AcknowledgeIncident } from '../../../apps/api/src/incidents/use-cases/acknowledge-incident.js';
import { AskResponder } from '../../../apps/api/src/incidents/use-cases/ask-responder.js';
import { DeclareIncident } from '../../../apps/api/src/incidents/use-cases/declare-incident.js';
import { KeepPair } from '../../../apps/api/src/incidents/use-cases/keep-pair.js';
import { LockPair } from '../../../apps/api/src/incidents/use-cases/lock-pair.js';
import { MergeIncident } from '../../../apps/api/src/incidents/use-cases/merge-incident.js';
import { ReopenIncident } from '../../../apps/api/src/incidents/use-cases/reopen-incident.js';
import { ResolveIncident } from '../../../apps/api/src/incidents/use-cases/resolve-incident.js';
import { SnoozeIncident } from '../../../apps/api/src/incidents/use-cases/snooze-incident.js';
import { UnacknowledgeIncident } from '../../../apps/api/src/incidents/use-cases/unacknowledge-incident.js';
import { UnmergeIncident } from '../../../apps/api/src/incidents/use-cases/unmerge-incident.js';
import { UnsnoozeIncident } from '../../../apps/api/src/incidents/use-cases/unsnooze-incident.js';
import {
  NotificationsModule,
  NotificationsWorkerModule,
} from '../../../apps/api/src/notifications/notifications.module.js';
import { OncallModule } from '../../../apps/api/src/oncall/oncall.module.js';
import { Schedules } from '../../../apps/api/src/oncall/use-cases/schedules.js';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import { ANY } from '../../../apps/api/src/platform/kernel/expected.js';
import { newId } from '../../../apps/api/src/platform/kernel/ids.js';
import type { Scope } from '../../../apps/api/src/platform/kernel/scope.js';
import { OutboxWorkerModule } from '../../../apps/api/src/platform/outbox/outbox.module.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { TestMailbox } from '../../harness/test-mailbox.js';
import { World, type WorldWorker } from '../../harness/world.js';

/** A Monday noon, at which the week's schedule begins. */
const START = new Date('2026-03-02T12:00:00Z');
const VERBS = [
  DeclareIncident,
  ReopenIncident,
  ResolveIncident,
  UnacknowledgeIncident,
  GetEscalation,
  AskResponder,
  DeclinePage,
  EscalateNow,
  JudgeHaste,
  LockRun,
  LockPair,
  KeepPair,
  MergeIncident,
  UnmergeIncident,
  SnoozeIncident,
  UnsnoozeIncident,
];

/** Who is paged, by their first names in small letters; each has a mail method. */
const PEOPLE = ['ann', 'bob', 'cem', 'boss'] as const;
export type Somebody = (typeof PEOPLE)[number];

/** Everything from an incident to a mail in a world whose time is moved. */
export class Desk {
  private readonly read = new Map<number, { to: string; subject: string }>();

  private constructor(
    readonly world: World,
    readonly mailbox: TestMailbox,
    readonly ids: Readonly<Record<Somebody, string>>,
  ) {}

  /** A desk with people, and without a worker. */
  static async open(
    instead?: (worker: TestingModuleBuilder) => TestingModuleBuilder,
  ): Promise<Desk> {
    const mailbox = new TestMailbox();
    const smtp = await mailbox.open();
    const world = await World.begin({
      modules: [
        PlatformModule,
        BackgroundWorkerModule,
        OutboxWorkerModule,
        AuditModule,
        AccessModule,
        OncallModule,
        NotificationsModule,
        NotificationsWorkerModule,
        IncidentsModule,
        IncidentsWorkerModule,
        EscalationModule,
        EscalationWorkerModule,
      ],
      providers: VERBS,
      settings: { LEITSTAND_SMTP_URL: smtp, LEITSTAND_PUBLIC_URL: 'https://desk.example' },
      at: START,
      ...(instead ? { instead } : {}),
    });
    const ids = Object.fromEntries(PEOPLE.map((name) => [name, newId()])) as Record<
      Somebody,
      string
    >;
    for (const [name, id] of Object.entries(ids)) {
      await world.owner.query(
        `insert into users (id, name, email, email_verified) values ($1, initcap($2), $2 || '@example.org', true)`,
        [id, name],
      );
      await world.owner.query(
        `insert into user_grants (user_id, role, territory) values ($1, 'responder', 'DE')`,
        [id],
      );
    }
    return new Desk(world, mailbox, ids);
  }

  async close(): Promise<void> {
    await this.world.close();
    await this.mailbox.close();
  }

  /** Lets so much time go by in which nothing is due but at its end, and two seconds more. */
  async later(duration: string): Promise<void> {
    await this.world.leap(duration);
    await this.world.advance('2s');
  }

  /** A policy for everything in the territory: a step of five minutes for each, and the boss as its fallback. */
  async policy(
    worker: WorldWorker,
    steps: readonly (Somebody | { readonly schedule: string })[],
    change: Partial<PolicyContent> = {},
  ): Promise<void> {
    const content: PolicyContent = {
      name: 'Everything',
      description: '',
      territory: 'DE',
      labels: {},
      serves: { subjects: [], teams: [], default: true },
      steps: steps.map((target) => ({
        delay: '5m',
        targets: [typeof target === 'string' ? { user: `${target}@example.org` } : target],
      })),
      repeat: 0,
      fallback: { user: 'boss@example.org' },
      waiver: 'a test',
      ...change,
    };
    const writer = { scope: EDITOR, expected: ANY };
    await worker.get(Policies).put(writer, 'everything', () => content);
  }

  /** A schedule that hands over every hour, beginning at noon. */
  async hourly(worker: WorldWorker, slug: string, members: readonly Somebody[]): Promise<void> {
    const rotation = {
      turn: 'hourly',
      every: 1,
      handoff: '12:00',
      anchor: '2026-03-02',
      members: members.map((name) => `${name}@example.org`),
    } as const;
    const content = {
      name: slug,
      territory: 'DE',
      labels: {},
      team: null,
      timeZone: 'UTC',
      layers: [{ name: 'only', rotation, restrictions: [], turns: 'calendar' as const }],
    };
    const writer = { scope: EDITOR, expected: ANY };
    await worker.get(Schedules).put(writer, slug, () => content);
  }

  /** Lets nothing reach these any more, and everybody else be reached. */
  async disable(...names: readonly Somebody[]): Promise<void> {
    await this.world.owner.query(
      `update users set disabled_at = case when split_part(email, '@', 1) = any ($1) then now() end`,
      [names],
    );
  }

  /** A console of somebody's is armed now. */
  async arm(name: Somebody): Promise<void> {
    await this.world.owner.query(
      `insert into contact_methods (user_id, kind, account, last_four, verified_at) values ($1, 'browser', true, '-', leitstand_now())`,
      [this.ids[name]],
    );
    await this.world.owner.query(
      'insert into armed_consoles (user_id, id) values ($1, gen_random_uuid())',
      [this.ids[name]],
    );
  }

  /** For whom consoles are to ring about an incident, and how far that came. */
  async rung({ topicId }: Incident): Promise<string[]> {
    const { rows } = await this.world.owner.query<{ what: string }>(
      `select split_part(u.email, '@', 1) || ' ' || n.state as what from notifications n
         join users u on u.id = n.user_id join contact_methods m on m.id = n.method_id
        where n.topic_id = $1 and m.kind = 'browser'`,
      [topicId],
    );
    return rows.map(({ what }) => what);
  }

  async declare(worker: WorldWorker, title = 'Checkout is down'): Promise<Incident> {
    // The database's clock went on while the desk was set up: the next step of the world would set it back behind the incident.
    await this.world.advance('0s');
    const command = {
      title,
      severity: 'page',
      territory: 'DE',
      subject: null,
      note: null,
    } as const;
    return worker.get(DeclareIncident).execute(EDITOR, command);
  }

  /** An alert of that name fires in an incident, as the intake would have kept it. */
  async fires({ id }: Incident, name: string): Promise<void> {
    const { rows } = await this.world.owner.query<{ id: string }>(
      `insert into alerts (id, source_id, source, fingerprint, name, labels, annotations, summary, severity, class, territory, outside,
         group_key, incident_id, firing_from, told_start, told_at, noted_summary, noted_at, upstream, folded, first_seen_at)
       values (gen_random_uuid(), gen_random_uuid(), 'own', $2, $2, '{}', '{}', $2, 'page', 'page', 'DE', false,
         'own', $1, leitstand_now(), leitstand_now(), leitstand_now(), $2, leitstand_now(), 'own', 0, leitstand_now()) returning id`,
      [id, name],
    );
    await this.world.owner.query(
      `insert into incident_alerts (incident_id, alert_id, territory, starts_at) values ($1, $2, 'DE', leitstand_now())`,
      [id, rows[0]?.id],
    );
  }

  acknowledge(worker: WorldWorker, { id }: Incident, by: Somebody): Promise<Incident> {
    return worker.get(AcknowledgeIncident).execute(this.as(by), id);
  }

  async resolve(worker: WorldWorker, { id }: Incident): Promise<void> {
    const resolution = { despiteFiring: false, note: null };
    await worker.get(ResolveIncident).execute(this.as('ann'), id, resolution);
  }

  /** Who is to be told of an incident, by loop and step. */
  async notifications({ topicId }: Incident): Promise<string[]> {
    const { rows } = await this.world.owner.query<{ what: string }>(
      `select n.loop || '.' || n.step || ' ' || split_part(u.email, '@', 1) as what
         from notifications n join users u on u.id = n.user_id where n.topic_id = $1 order by n.created_at, what`,
      [topicId],
    );
    return rows.map(({ what }) => what);
  }

  /** Somebody who may do everything with incidents. */
  as(name: Somebody): Scope {
    return { ...EDITOR, actor: { kind: 'user', id: this.ids[name], name } };
  }

  /** Who got mails about an incident so far, in order. @param title of the incident */
  async paged(title = 'Checkout is down'): Promise<string[]> {
    for (const [i, raw] of this.mailbox.mails.entries()) {
      if (this.read.has(i)) continue;
      const { to, subject = '' } = await PostalMime.parse(raw);
      const address = to?.[0]?.address ?? '';
      this.read.set(i, { to: address.replace('@example.org', ''), subject });
    }
    return [...this.read.values()]
      .filter((mail) => mail.subject.includes(title))
      .map(({ to }) => to);
  }

  /** What the timeline of an incident says of its escalation, oldest first, in short. */
  async told({ id }: Incident): Promise<string[]> {
    const { rows } = await this.world.owner.query<{ kind: string; data: TimelineData }>(
      `select kind, data from incident_events where incident_id = $1 and kind like 'escalation.%' order by seq`,
      [id],
    );
    const names = new Map(Object.entries(this.ids).map(([name, user]) => [user, name]));
    return rows.map(({ kind, data }) => {
      const place =
        data.step === undefined ? data.because : `${data.route} ${data.loop}.${data.step}`;
      const people = (data.people ?? []).map(({ user }) => names.get(user) ?? user);
      const missed = data.missed ? [`${data.missed} missed`] : [];
      const words = [`${data.run}`, kind.replace('escalation.', ''), place, ...people, ...missed];
      return words.filter((word) => word !== undefined).join(' ');
    });
  }
}

interface TimelineData {
  readonly run: number;
  readonly because?: string;
  readonly route?: string;
  readonly loop?: number;
  readonly step?: number;
  readonly people?: readonly { readonly user: string }[];
  readonly missed?: number;
}

/** Somebody who may write policies, schedules and incidents. */
const EDITOR: Scope = {
  actor: { kind: 'user', id: '00000000-0000-7000-8000-000000000001', name: 'Editor' },
  territories: ['DE'],
  permissions: new Set(),
  origin: { requestId: null, ip: null },
};
