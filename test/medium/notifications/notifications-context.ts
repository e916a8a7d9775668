import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { TestingModuleBuilder } from '@nestjs/testing';
import PostalMime, { type Email } from 'postal-mime';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { UnitOfWork, type Write } from '../../../apps/api/src/audit/use-cases/unit-of-work.js';
import type {
  NewNotification,
  NotificationKind,
} from '../../../apps/api/src/notifications/domain/notification.js';
import type { TopicContent } from '../../../apps/api/src/notifications/domain/topic-content.js';
import {
  NotificationsModule,
  NotificationsWorkerModule,
} from '../../../apps/api/src/notifications/notifications.module.js';
import { KeepTopic } from '../../../apps/api/src/notifications/use-cases/keep-topic.js';
import { QueueNotifications } from '../../../apps/api/src/notifications/use-cases/queue-notifications.js';
import {
  TopicContents,
  type ToldTopic,
  type TopicContentProvider,
} from '../../../apps/api/src/notifications/use-cases/topic-contents.js';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import { newId } from '../../../apps/api/src/platform/kernel/ids.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { OutboxWorkerModule } from '../../../apps/api/src/platform/outbox/outbox.module.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { TestMailbox } from '../../harness/test-mailbox.js';
import { World, type WorldWorker } from '../../harness/world.js';

export const START = new Date('2026-03-02T12:00:00Z');

/** A room downstream: says of each topic what the test wants. */
@Injectable()
class TestTopics implements TopicContentProvider, OnModuleInit {
  constructor(private readonly contents: TopicContents) {}

  onModuleInit(): void {
    this.contents.register(this);
  }

  owns(kind: NotificationKind): boolean {
    return kind !== 'test' && kind !== 'verification';
  }

  contentsOf(_tx: unknown, topics: readonly ToldTopic[]): Promise<(TopicContent | null)[]> {
    return Promise.all(topics.map(({ topicId, reader }) => said.of(topicId, reader.locale)));
  }
}

/** What `TestTopics` says. */
export const said = {
  of: (topicId: string, locale: 'de' | 'en'): Promise<TopicContent | null> =>
    Promise.resolve({
      title: locale === 'de' ? 'Die Kasse brennt' : 'Checkout burns',
      lines: [`topic ${topicId}`],
      reference: 'INC-7',
      path: `/incidents/${topicId}`,
      sample: false,
    }),
};

/** The room in a world, with a real mail server. */
export interface NotificationsWorld {
  readonly world: World;
  readonly mailbox: TestMailbox;
  close(): Promise<void>;
}

export async function beginWorld(
  instead?: (worker: TestingModuleBuilder) => TestingModuleBuilder,
): Promise<NotificationsWorld> {
  const mailbox = new TestMailbox();
  const smtp = await mailbox.open();
  const world = await World.begin({
    modules: [
      PlatformModule,
      BackgroundWorkerModule,
      OutboxWorkerModule,
      AuditModule,
      NotificationsModule,
      NotificationsWorkerModule,
    ],
    providers: [TestTopics],
    settings: { LEITSTAND_SMTP_URL: smtp, LEITSTAND_PUBLIC_URL: 'https://desk.example' },
    at: START,
    ...(instead ? { instead } : {}),
  });
  const close = async () => {
    await world.close();
    await mailbox.close();
  };
  return { world, mailbox, close };
}

/** Somebody with an account; nobody says their zone unless told. */
export async function addPerson(
  { world }: NotificationsWorld,
  about: { locale?: 'de' | 'en'; timeZone?: string; seenTimeZone?: string } = {},
): Promise<{ id: string; email: string }> {
  const id = newId();
  const email = `${id}@example.org`;
  await world.owner.query(
    `insert into users (id, name, email, email_verified, locale, time_zone, seen_time_zone) values ($1, 'Ada', $2, true, $3, $4, $5)`,
    [id, email, about.locale ?? null, about.timeZone ?? null, about.seenTimeZone ?? null],
  );
  return { id, email };
}

/** Whoever writes in a room downstream. */
export function write<T>(worker: WorldWorker, work: (write: Write) => Promise<T>): Promise<T> {
  return worker.get(UnitOfWork).run(systemScope('test', ['DE']), (one) => {
    one.unrecorded('a test looks for itself');
    return work(one);
  });
}

/** Keeps a topic. @returns its id */
export async function topic(worker: WorldWorker, id = newId()): Promise<string> {
  await write(worker, (one) => worker.get(KeepTopic).within(one, [{ id, territory: 'DE' }]));
  return id;
}

/** Asks for a page that is due now. */
export function page(
  worker: WorldWorker,
  world: World,
  topicId: string,
  userId: string,
  item: Partial<NewNotification> = {},
) {
  return write(worker, (one) =>
    worker.get(QueueNotifications).within(one, [
      {
        topicId,
        kind: 'page',
        userId,
        urgency: 'high',
        run: { id: newId(), loop: 1, step: 1 },
        dueAt: new Date(world.now),
        ...item,
      },
    ]),
  );
}

/** Notifications of a topic with what was tried, as the owner sees them. */
export async function stateOf(
  { world }: NotificationsWorld,
  topicId: string,
): Promise<{ state: string; reason: string | null; attempt: number; tried: string[] }[]> {
  const { rows } = await world.owner.query<{
    state: string;
    reason: string | null;
    attempt: number;
    tried: string[];
  }>(
    `select state, reason, attempt, coalesce((select array_agg(a.attempt || ' ' || a.what order by a.id)
        from notification_attempts a where a.notification_id = n.id), '{}') as tried
       from notifications n where topic_id = $1 order by created_at, id`,
    [topicId],
  );
  return rows;
}

/** The mails so far. */
export function read({ mailbox }: NotificationsWorld): Promise<Email[]> {
  return Promise.all(mailbox.mails.map((raw) => PostalMime.parse(raw)));
}
