import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { PinoLogger } from 'nestjs-pino';
import { TaskLoop } from '../background/task-loop.js';
import { Settings } from '../config/settings.js';
import { Database } from '../db/database.js';
import { isServerUnavailable } from '../kernel/database-errors.js';
import { Listener } from '../db/listener.js';
import { StatusBoard } from '../health/status-board.js';
import { Admission } from '../http/admission.js';
import { Clock } from '../kernel/clock.js';
import { DomainError } from '../kernel/domain-error.js';
import { Timers } from '../kernel/timers.js';
import { Outbox } from '../outbox/outbox.js';
import { LiveMetrics, type StreamEnd } from './live-metrics.js';
import { positionOf } from './position.js';
import { statusChanged } from './status-changed.js';
import { StreamClient } from './stream-client.js';
import {
  StreamRegistry,
  permissionsKey,
  territoriesOf,
  type OpenStream,
} from './stream-registry.js';
import { TerritoryFeed } from './territory-feed.js';

const TICK_MS = 1000;
/** Consoles take five seconds of silence for a lost connection. */
const HEARTBEAT_MS = 2_000;
const RECHECK_MS = 10_000;

/** Keeps the open event streams: one reader of the outbox per set of territories, heartbeats, and whether people may stay. */
@Injectable()
export class LiveHub implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly streams = new StreamRegistry();
  private readonly feeds = new Map<string, TerritoryFeed>();
  private readonly listener: Listener;
  private readonly loops: TaskLoop[] = [];
  private admission: Admission | null = null;
  private closing = false;

  constructor(
    settings: Settings,
    private readonly modules: ModuleRef,
    private readonly board: StatusBoard,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly timers: Timers,
    private readonly metrics: LiveMetrics,
    private readonly log: PinoLogger,
  ) {
    this.listener = new Listener(settings.directUrl, 'leitstand_outbox', () => this.pump());
  }

  onApplicationBootstrap(): void {
    const admission = this.modules.get(Admission, { strict: false });
    this.admission = admission;
    this.board.onChange(() => this.sendStatus());
    void this.listener.start();
    this.every(TICK_MS, () => {
      this.pump();
      return this.endExpired();
    });
    this.every(HEARTBEAT_MS, () => this.streams.all().forEach(({ client }) => client.heartbeat()));
    const recheck = this.every(RECHECK_MS, () => this.recheck());
    admission.onChange(() => recheck.wake());
  }

  /**
   * Opens a stream on `response` and keeps it until the client goes, may not stay, or this process ends.
   * @param headers of the request: credential and `Last-Event-ID`
   * @param common headers of every answer
   * @throws DomainError `rate-limited`, `unauthenticated`, `dependency-unavailable` (full, or shutting down); nothing was written then
   */
  async open(
    headers: IncomingHttpHeaders,
    response: ServerResponse,
    common: () => Parameters<StreamClient['open']>[0],
  ): Promise<void> {
    if (this.closing)
      throw new DomainError('dependency-unavailable', 'This server is shutting down.');
    const admitted = await this.admission?.admitted(headers);
    if (!admitted)
      throw new DomainError('unauthenticated', 'Your session has ended. Sign in again.');
    const { held } = admitted;
    this.streams.admit(admitted.person);
    const client = new StreamClient(admitted, response, () => this.metrics.sentOne());
    const stream = { client, headers, feed: this.feedOf(territoriesOf(held)) };
    this.streams.add(stream);
    this.metrics.streams(this.streams.size);
    response.once('close', () => this.forget(stream));
    if (response.destroyed) return this.forget(stream); // left before there was anybody to hear of it
    client.open(common());
    const last = headers['last-event-id'];
    const from = typeof last === 'string' ? positionOf(last) : null;
    if (last !== undefined && !from) client.reset(this.clock.now());
    await stream.feed.join(client, from, this.clock.now()).catch(() => client.end('failed'));
  }

  private feedOf(territories: readonly string[]): TerritoryFeed {
    const key = territories.join(',');
    const feed = this.feeds.get(key) ?? new TerritoryFeed(territories, this.database, this.outbox);
    this.feeds.set(key, feed);
    return feed;
  }

  private close(stream: OpenStream, reason: StreamEnd): void {
    stream.client.end(reason);
    this.forget(stream);
  }

  private forget(stream: OpenStream): void {
    if (!this.streams.remove(stream)) return;
    this.metrics.streams(this.streams.size);
    this.metrics.end(stream.client.endedBy);
  }

  private pump(): void {
    for (const feed of this.feeds.values()) {
      if (feed.clients.size === 0) continue;
      feed.pump(this.clock.now()).catch((error: unknown) => {
        if (!isServerUnavailable(error))
          this.log.error({ err: error }, 'reading the outbox for event streams failed');
      });
    }
  }

  private sendStatus(): void {
    const event = { type: statusChanged.name, ids: [], at: this.clock.now() };
    for (const { client } of this.streams.all()) client.send(event, null);
  }

  /** Ends the stream of everybody who was signed out or whose grants changed; the latter come back with the new ones. */
  private async recheck(): Promise<void> {
    for (const stream of this.streams.all()) await this.recheckOne(stream);
  }

  private async recheckOne(stream: OpenStream): Promise<void> {
    const { client, headers } = stream;
    const now = await this.admission?.admitted(headers).catch(() => client);
    if (!now || permissionsKey(now.held) !== permissionsKey(client.held))
      this.close(stream, 'revoked');
    else client.expiresAt = now.expiresAt;
  }

  /** Asks again only about those whose credential has reached its end: it may have been prolonged since. */
  private async endExpired(): Promise<void> {
    const now = this.clock.now();
    for (const stream of this.streams.all())
      if (stream.client.expiresAt !== null && stream.client.expiresAt <= now)
        await this.recheckOne(stream);
  }

  private every(ms: number, work: () => Promise<void> | void): TaskLoop {
    const loop = new TaskLoop(ms, this.timers, async () => work());
    this.loops.push(loop);
    loop.start();
    return loop;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true;
    for (const loop of this.loops) loop.stop();
    for (const stream of this.streams.all()) this.close(stream, 'shutdown');
    await this.listener.close();
  }
}
