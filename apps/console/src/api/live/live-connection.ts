import type { EventSourceMessage } from 'eventsource-parser';
import { noticeUnauthenticated } from '../../stores/session.js';
import { API_BASE } from '../client.js';
import { readEventStream } from './event-stream.js';
import { retryDelayMs, SILENT_AFTER_MS } from './live-state.js';
import type { LiveFacts } from './live-state.js';

export interface LiveHandlers {
  onEvent: (event: EventSourceMessage) => void;
  onChange: (facts: LiveFacts) => void;
  /** The stream could not resume where it stopped: everything on screen may be old. */
  onGap: () => void;
}

/**
 * The tab's one event stream. Read with fetch, because EventSource neither shows heartbeats nor keeps Last-Event-ID
 * over an HTTP error. Runs until `stop`; reconnects by itself.
 */
export class LiveConnection {
  private facts: LiveFacts = {
    connected: false,
    paused: false,
    lastHeardAt: null,
    lostAt: Date.now(),
  };
  private lastId: string | null = null;
  private attempt = 0;
  private abort: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  private readonly handlers: LiveHandlers;

  constructor(handlers: LiveHandlers) {
    this.handlers = handlers;
  }

  start(): void {
    if (this.abort !== null || this.facts.paused) return;
    void this.run();
  }

  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.watchdog);
    this.abort?.abort();
    this.abort = null;
  }

  setPaused(paused: boolean): void {
    this.stop();
    this.change({ paused, connected: false, lostAt: Date.now() });
    if (!paused) this.start();
  }

  private change(facts: Partial<LiveFacts>): void {
    this.facts = { ...this.facts, ...facts };
    this.handlers.onChange(this.facts);
  }

  private async run(): Promise<void> {
    const abort = new AbortController();
    this.abort = abort;
    try {
      await this.read(abort.signal);
    } catch {
      // A lost connection is the normal end of a stream; the retry below is the answer.
    }
    if (this.abort !== abort) return;
    this.abort = null;
    clearTimeout(this.watchdog);
    if (this.facts.connected || this.facts.lostAt === null)
      this.change({ connected: false, lostAt: Date.now() });
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
    if (resumed && this.lastId === null) this.handlers.onGap();
    this.attempt = 0;
    this.heard();
    await readEventStream(response.body, {
      onHeard: () => this.heard(),
      onId: (id) => {
        this.lastId = id;
      },
      onEvent: (event) => this.take(event),
    });
  }

  private take(event: EventSourceMessage): void {
    if (event.event === 'reset') this.handlers.onGap();
    else this.handlers.onEvent(event);
  }

  private fallSilent(): void {
    this.change({ connected: false, lostAt: this.facts.lastHeardAt });
    this.abort?.abort();
  }

  private heard(): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => this.fallSilent(), SILENT_AFTER_MS);
    this.change({ connected: true, lastHeardAt: Date.now(), lostAt: null });
  }
}
