import type { Database } from '../db/database.js';
import { systemScope, type Scope } from '../kernel/scope.js';
import type { Outbox } from '../outbox/outbox.js';
import { isBefore, type LivePosition } from './position.js';
import type { StreamClient } from './stream-client.js';

const BATCH = 500;
/** The outbox keeps rows for 24 hours. */
const KEPT_MS = 23 * 60 * 60 * 1000;

/**
 * Reads the outbox once for all clients who see the same territories; row-level security leaves out every other territory's
 * rows. Steps run one after the other, so that no client misses a row or hears it twice.
 */
export class TerritoryFeed {
  readonly clients = new Set<StreamClient>();
  private readonly scope: Scope;
  private position: LivePosition | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private waiting = false;

  constructor(
    territories: readonly string[],
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {
    this.scope = systemScope('live', territories);
  }

  /** Tells `client` everything after `from` (null = nothing of the past), then whatever comes. */
  join(client: StreamClient, from: LivePosition | null, now: Date): Promise<void> {
    return this.inTurn(async () => {
      if (this.clients.size === 0) this.position = null; // nobody listened: what happened meanwhile is for nobody
      const here = await this.here(now);
      if (from) await this.catchUp(client, from, here, now);
      client.stand(here);
      if (!client.gone) this.clients.add(client); // who left meanwhile would be sent to for ever
    });
  }

  /** Reads what is new. Calls while one waits for its turn are one call. */
  async pump(now: Date): Promise<void> {
    if (this.waiting) return;
    this.waiting = true;
    await this.inTurn(async () => {
      this.waiting = false;
      await this.readOn(await this.here(now));
    });
  }

  private async readOn(start: LivePosition): Promise<void> {
    for (let from = start; ;) {
      const rows = await this.database.read(this.scope, (tx) =>
        this.outbox.readAfter(tx, from, BATCH),
      );
      const end = rows.at(-1);
      if (!end) return;
      this.position = from = { tx: end.tx, id: end.id, at: end.at };
      for (const client of this.clients) client.sendRows(rows, from);
      if (rows.length < BATCH) return;
    }
  }

  private async catchUp(
    client: StreamClient,
    from: LivePosition,
    here: LivePosition,
    now: Date,
  ): Promise<void> {
    if (now.getTime() - from.at.getTime() > KEPT_MS || isBefore(here, from))
      return client.reset(now);
    for (let at = from; isBefore(at, here);) {
      const rows = await this.database.read(this.scope, (tx) =>
        this.outbox.readAfter(tx, at, BATCH),
      );
      const missed = rows.filter((row) => !isBefore(here, row));
      const end = missed.at(-1);
      if (!end) return;
      at = { tx: end.tx, id: end.id, at: end.at };
      client.sendRows(missed, at);
    }
  }

  private async here(now: Date): Promise<LivePosition> {
    this.position ??= {
      ...(await this.database.read(this.scope, (tx) => this.outbox.head(tx))),
      at: now,
    };
    return this.position;
  }

  private inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = this.last.then(step);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
