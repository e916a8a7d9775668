import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { sql } from 'kysely';
import { PinoLogger } from 'nestjs-pino';
import { BackgroundTask, type Task } from '../background/background-task.js';
import { Database } from '../db/database.js';
import { Prepared } from '../db/prepared.js';
import { SystemScopes } from '../db/system-scopes.js';
import type { Tx } from '../db/tx.js';
import { Clock } from '../kernel/clock.js';
import { isOutage } from '../kernel/outage.js';
import { later, Outbox, type OutboxPosition, type OutboxRow } from './outbox.js';
import { retryDelay } from '../kernel/retry-delay.js';
import { SubscriptionCursors, type SubscriptionCursor } from './subscription-cursors.js';
import { SubscriptionMetrics } from './subscription-metrics.js';
import { SubscriptionMark, type EventHandler, type SubscriptionOptions } from './subscription.js';

/** Events that one transaction handles at most, and the time after which it begins no other one. */
const BATCH = 100;
const BATCH_MS = 2000;
/** Subscriptions that are handled at once in this process, each on a connection of its own. */
const AT_ONCE = 4;
const MAX_ERROR_LENGTH = 1000;

/** Go out with whatever the handler asks for, or with what comes after it: most handlers ask for nothing. */
const SAVEPOINT = new Prepared<[], unknown>('leitstand-event', () => sql`savepoint event`);
const RELEASE = new Prepared<[], unknown>(
  'leitstand-event-done',
  () => sql`release savepoint event`,
);

interface Subscription {
  readonly options: SubscriptionOptions;
  readonly handler: EventHandler;
}

/** What one transaction did: how many events were handled, which one failed, and whether there may be more. */
interface Batch {
  readonly handled: number;
  readonly failed: { readonly row: OutboxRow; readonly error: unknown } | null;
  readonly more: boolean;
}

/**
 * Gives every subscription its events, one after the other, each in the transaction that moves the subscription's cursor. Any
 * number of processes may run: a cursor is locked while somebody handles what follows it.
 */
@Injectable()
@BackgroundTask({ name: 'outbox.subscriptions', every: 1000, channel: 'leitstand_outbox' })
export class SubscriptionsTicker implements Task {
  private subscriptions: readonly Subscription[] | null = null;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly database: Database,
    private readonly scopes: SystemScopes,
    private readonly outbox: Outbox,
    private readonly cursors: SubscriptionCursors,
    private readonly metrics: SubscriptionMetrics,
    private readonly log: PinoLogger,
  ) {}

  async run(stopping: AbortSignal): Promise<void> {
    this.subscriptions ??= await this.begin();
    const open = [...this.subscriptions];
    const faults: unknown[] = [];
    const worker = async () => {
      for (let next = open.shift(); next; next = open.shift())
        await this.handle(next, stopping).catch((error: unknown) => faults.push(error));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (faults.length > 0) throw faults[0]; // only now: no subscription stops another
  }

  /** @throws Error naming each subscription that is declared more than once */
  private async begin(): Promise<readonly Subscription[]> {
    const found = this.discovery
      .getProviders({ metadataKey: SubscriptionMark.KEY })
      .flatMap((wrapper) => {
        const options = this.discovery.getMetadataByDecorator(SubscriptionMark, wrapper);
        return options ? [{ options, handler: wrapper.instance as EventHandler }] : [];
      });
    const names = found.map(({ options }) => options.name);
    const twice = new Set(names.filter((name, i) => names.indexOf(name) !== i));
    if (twice.size > 0)
      throw new Error(`subscription declared more than once: ${[...twice].join(', ')}`);
    const scope = await this.scopes.open('outbox');
    await this.database.transaction(scope, async (tx) => {
      const rebased = await this.cursors.rebase(tx);
      if (rebased > 0)
        this.log.warn(
          { rows: rebased },
          'this database was restored: events continue in the order they had',
        );
      for (const { options } of found)
        await this.cursors.begin(tx, options.name, options.from ?? 'beginning');
    });
    for (const name of names) this.metrics.declare(name);
    return found;
  }

  private async handle(subscription: Subscription, stopping: AbortSignal): Promise<void> {
    const { name } = subscription.options;
    const scope = await this.scopes.open(name.split('.')[0] ?? name);
    for (let more = true; more && !stopping.aborted;) {
      const batch = await this.database.transaction(scope, (tx) => this.batch(tx, subscription));
      if (!batch) return;
      this.metrics.ended(name, batch.handled, batch.failed?.row.at ?? null);
      if (batch.failed) this.complain(name, batch.failed);
      if (batch.handled > 0) await this.wake(subscription);
      more = batch.more;
    }
  }

  /** @returns null when another process has the cursor, or when a failed event is not to be tried yet */
  private async batch(tx: Tx, { options, handler }: Subscription): Promise<Batch | null> {
    const { name, to } = options;
    const cursor = await this.cursors.take(tx, name);
    if (!cursor) return null;
    const head = await this.outbox.head(tx); // read first: what is settled later is for the next batch
    const names = to === 'every event' ? null : to.map((event) => event.name);
    const rows = await this.outbox.readBetween(tx, cursor, head, BATCH, names);
    const began = performance.now();
    let [at, handled]: [OutboxPosition, number] = [cursor, 0];
    for (const row of rows) {
      const failure = await this.attempt(tx, handler, row);
      if (failure) {
        await this.fail(tx, name, cursor, handled, at, row, failure.error);
        return { handled, failed: { row, error: failure.error }, more: false };
      }
      [at, handled] = [row, handled + 1];
      if (performance.now() - began > BATCH_MS) break;
    }
    const more = handled < rows.length || rows.length === BATCH;
    // What was written again after a restore may not be settled yet: nobody goes back to what is.
    await this.cursors.move(tx, name, more ? at : later(head, cursor));
    return { handled, failed: null, more };
  }

  /** Handles one event; what it wrote is taken back when it throws. */
  private async attempt(
    tx: Tx,
    handler: EventHandler,
    { type, ids, territory, at }: OutboxRow,
  ): Promise<{ error: unknown } | null> {
    await SAVEPOINT.ride(tx);
    try {
      await handler.handle(tx, { name: type, ids, territory, at });
      await RELEASE.ride(tx);
      return null;
    } catch (error) {
      await sql`rollback to savepoint event`.execute(tx); // throws when the connection is lost: nothing was handled then
      return { error };
    }
  }

  private fail(
    tx: Tx,
    name: string,
    cursor: SubscriptionCursor,
    handled: number,
    at: OutboxPosition,
    row: OutboxRow,
    error: unknown,
  ): Promise<void> {
    const failures = handled > 0 ? 1 : cursor.failures + 1;
    const message = error instanceof Error ? error.message : String(error);
    return this.cursors.fail(tx, name, at, {
      failures,
      error: message.slice(0, MAX_ERROR_LENGTH),
      since: row.at,
      wait: retryDelay(failures),
    });
  }

  private complain(subscription: string, { row, error }: NonNullable<Batch['failed']>): void {
    const about = { err: error, subscription, event: row.type, ids: row.ids };
    if (isOutage(error)) this.log.warn(about, 'a subscription waits for a server');
    else this.log.error(about, 'a subscription could not handle an event; it will be tried again');
  }

  /** Waking is a courtesy: who is not woken finds the work by itself. */
  private async wake({ options: { name }, handler }: Subscription): Promise<void> {
    await handler.afterCommit?.().catch((error: unknown) => {
      this.log.warn({ err: error, subscription: name }, 'nobody could be woken');
    });
  }
}

/** Deletes events that are a day old and handled by everybody. */
@Injectable()
@BackgroundTask({ name: 'outbox.prune', every: 5 * 60_000 })
export class OutboxPruneTicker implements Task {
  constructor(
    private readonly database: Database,
    private readonly scopes: SystemScopes,
    private readonly cursors: SubscriptionCursors,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const scope = await this.scopes.open('outbox');
    await this.database.transaction(scope, (tx) => this.cursors.prune(tx, this.clock.now()));
  }
}
