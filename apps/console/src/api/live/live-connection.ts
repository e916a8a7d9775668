import { noticeUnauthenticated } from '../../stores/session.js';
import { API_BASE } from '../client.js';
import { readEventStream } from './event-stream.js';
import { CONNECTING_MS, retryDelayMs, SILENT_AFTER_MS, SPREAD_MS } from './live-state.js';
import type { LiveFacts } from './live-state.js';
import { serverNow } from '../../stores/server-clock.js';

export interface LiveHandlers {
  /** An event by its type; `reset` when the stream could not resume where it stopped: everything on screen may be old. */
  onEvent: (type: string) => void;
  /** What is known of the connection, and the id of the last event: after each word and id, and before each try. */
  onChange: (facts: LiveFacts, lastId: string | null) => void;
}

/**
 * One event stream. Read with fetch, because EventSource neither shows heartbeats nor keeps Last-Event-ID
 * over an HTTP error. Runs until `stop`; reconnects by itself.
 */
export class LiveConnection {
  private attempt = 0;
  private abort: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watchdog: ReturnType<typeof setTimeout> | undefined;

  /** @param lastId the event to resume after; null before the first */
  constructor(
    private readonly handlers: LiveHandlers,
    private facts: LiveFacts,
    private lastId: string | null,
  ) {}

  start(): void {
    void this.run();
  }

  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.watchdog);
    this.abort?.abort();
    this.abort = null;
  }

  private change(facts: Partial<LiveFacts>): void {
    this.facts = { ...this.facts, ...facts };
    this.handlers.onChange(this.facts, this.lastId);
  }

  private async run(): Promise<void> {
    const abort = new AbortController();
    this.abort = abort;
    this.change({});
    this.watch(CONNECTING_MS);
    try {
      await this.read(abort.signal);
    } catch {
      // A lost connection is the normal end of a stream; the retry below is the answer.
    }
    if (this.abort !== abort) return;
    this.abort = null;
    clearTimeout(this.watchdog);
    this.change({ connected: false, lostAt: this.facts.lostAt ?? serverNow() });
    this.timer = setTimeout(() => this.start(), retryDelayMs(this.attempt));
    this.attempt += 1;
  }

  private async read(signal: AbortSignal): Promise<void> {
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (this.lastId !== null) headers['Last-Event-ID'] = this.lastId;
    const response = await fetch(`${API_BASE}/events`, {
      headers,
      signal,
      credentials: 'same-origin',
      cache: 'no-store',
    });
    if (response.status === 401) noticeUnauthenticated();
    if (!response.ok || response.body === null) return;
    const resumed = this.facts.lastHeardAt !== null;
    if (resumed && this.lastId === null) this.handlers.onEvent('reset');
    this.attempt = 0;
    this.heard();
    await readEventStream(response.body, {
      onHeard: () => this.heard(),
      onId: (id) => {
        this.lastId = id;
        this.change({});
      },
      onEvent: ({ event = 'message' }) => this.handlers.onEvent(event),
    });
  }

  /** Gives up on a connection that says nothing, and on one that is never made. */
  private watch(ms: number): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      this.change({ connected: false, lostAt: this.facts.lostAt ?? this.facts.lastHeardAt });
      this.abort?.abort();
    }, ms);
  }

  private heard(): void {
    this.watch(SILENT_AFTER_MS + Math.random() * SPREAD_MS);
    this.change({ connected: true, lastHeardAt: serverNow(), lostAt: null });
  }
}
