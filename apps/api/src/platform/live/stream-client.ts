import type { ServerResponse } from 'node:http';
import type { Admitted, EffectivePermissions } from '../http/admission.js';
import type { OutboxRow } from '../outbox/outbox.js';
import { audibleEvents, type LiveEvent } from './live-events.js';
import type { StreamEnd } from './live-metrics.js';
import { idOf, type LivePosition } from './position.js';

/** A client that reads so slowly that this many bytes wait for it is let go; it comes back and catches up. */
const MAX_WAITING = 256 * 1024;

/** One open event stream. */
export class StreamClient {
  private reason: StreamEnd = 'left';

  readonly person: string;
  readonly held: EffectivePermissions;
  /** when the credential stops working, as far as is known; null = never */
  expiresAt: Date | null;

  /** @param onSent hears of every event that is written */
  constructor(
    { person, held, expiresAt }: Admitted,
    private readonly response: ServerResponse,
    private readonly onSent: () => void = () => undefined,
  ) {
    this.person = person;
    this.held = held;
    this.expiresAt = expiresAt;
  }

  /** Whether nobody reads any more. */
  get gone(): boolean {
    return this.response.destroyed || this.response.writableEnded;
  }

  /** Why it ended; `left` unless this side ended it. */
  get endedBy(): StreamEnd {
    return this.reason;
  }

  /** Starts the stream. @param headers what the HTTP application adds to every answer */
  open(headers: Record<string, string | number | string[] | undefined>): void {
    const given = Object.fromEntries(
      Object.entries(headers).filter(([, value]) => value !== undefined),
    ) as Record<string, string>;
    const own = {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    };
    this.response.writeHead(200, { ...given, ...own });
    this.write('retry: 1000\n\n');
  }

  /** Says where the stream stands, so that a client that hears nothing can still resume here. */
  stand(position: LivePosition): void {
    this.write(`id: ${idOf(position)}\n\n`);
  }

  /** Sends what the client may hear of `rows`. The id goes with the last event only: a run is heard whole or again. */
  sendRows(rows: readonly OutboxRow[], upTo: LivePosition): void {
    const events = audibleEvents(rows, this);
    for (const [at, event] of events.entries())
      this.send(event, at === events.length - 1 ? upTo : null);
  }

  send(event: LiveEvent, position: LivePosition | null): void {
    const id = position ? `id: ${idOf(position)}\n` : '';
    this.write(`${id}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    this.onSent();
  }

  /** What was missed cannot be sent any more: everything on the client's screen may be old. */
  reset(now: Date): void {
    this.send({ type: 'reset', ids: [], at: now }, null);
  }

  heartbeat(): void {
    this.write(': alive\n\n');
  }

  end(reason: StreamEnd): void {
    if (this.gone) return;
    this.reason = reason;
    this.response.end();
  }

  private write(text: string): void {
    if (this.gone) return;
    this.response.write(text);
    if (this.response.writableLength <= MAX_WAITING) return;
    this.reason = 'slow';
    this.response.destroy();
  }
}
