// One worker process of the chaos test: the program's own subscriptions and two of the test's, on the database it is given.
import 'reflect-metadata';
import { appendFileSync } from 'node:fs';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { sql } from 'kysely';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import type { Tx } from '../../../apps/api/src/platform/db/tx.js';
import { OutboxWorkerModule } from '../../../apps/api/src/platform/outbox/outbox.module.js';
import {
  Subscribes,
  type EventHandler,
  type OccurredEvent,
} from '../../../apps/api/src/platform/outbox/subscription.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { chaosHappened } from './events.js';

/** Writes what it is given: its rows must be exact, whatever dies. */
@Injectable()
@Subscribes({ name: 'chaos.ledger', to: [chaosHappened] })
class LedgerSubscription implements EventHandler {
  async handle(tx: Tx, { ids: [id = ''] }: OccurredEvent): Promise<void> {
    await sql`insert into chaos_handled (subscription, event) values ('chaos.ledger', ${Number(id)})`.execute(
      tx,
    );
  }
}

/** Leaves a trace outside of the database with every call, so that what is given again after a crash can be counted. */
@Injectable()
@Subscribes({ name: 'chaos.caller', to: [chaosHappened] })
class CallerSubscription implements EventHandler {
  async handle(tx: Tx, { ids: [id = ''] }: OccurredEvent): Promise<void> {
    appendFileSync(process.env.CHAOS_CALLS ?? '', `${id}\n`);
    await sql`insert into chaos_handled (subscription, event) values ('chaos.caller', ${Number(id)})`.execute(
      tx,
    );
  }
}

@Module({
  imports: [PlatformModule, BackgroundWorkerModule, OutboxWorkerModule],
  providers: [LedgerSubscription, CallerSubscription],
})
class ChaosWorkerModule {}

const app = await NestFactory.createApplicationContext(ChaosWorkerModule, {
  logger: ['error'],
});
app.enableShutdownHooks();
