import { LiveConnection, type LiveHandlers } from './live-connection.js';
import { CONNECTING_MS } from './live-state.js';
import type { LiveFacts } from './live-state.js';
import { serverNow } from '../../stores/server-clock.js';

/** A leader says something at least every 20 s: a heartbeat, or a try to connect again. One that does not is frozen. */
const LEADER_SILENT_MS = CONNECTING_MS + 5_000;
/** A leader answers a newcomer at once. */
const GREETING_MS = 5_000;

/** What the leader tells the other tabs; a newcomer asks for it with `null`. */
interface Word {
  /** Grows with each leader, so that one that thaws is not listened to any more. */
  readonly term: number;
  readonly facts: LiveFacts;
  readonly lastId: string | null;
  readonly event?: string | undefined;
}

/**
 * The one event stream of all tabs of a browser: HTTP/1.1 has six connections a host, and each stream holds one for good. The tab that holds
 * the lock reads it and tells the others; when that tab closes, freezes or leaves, the next one in the queue goes on after the last event.
 * A browser without locks (plain HTTP other than localhost) gets a stream a tab.
 */
export class SharedStream {
  private facts: LiveFacts;
  private lastId: string | null = null;
  private term = 0;
  private connection: LiveConnection | null = null;
  private channel: BroadcastChannel | null = null;
  private seat: AbortController | null = null;
  private patience: ReturnType<typeof setTimeout> | undefined;

  /** @param name the same for all tabs that may hear the same: one per account */
  constructor(
    private readonly name: string,
    private readonly handlers: Omit<LiveHandlers, 'onChange'> & {
      onChange: (facts: LiveFacts) => void;
    },
    now: number,
  ) {
    this.facts = { connected: false, paused: false, lastHeardAt: null, lostAt: now };
  }

  /** Joins the other tabs. Whoever heard before and has missed something since hears `reset`. */
  readonly start = (): void => {
    if (this.seat !== null || this.facts.paused) return;
    this.term = 0;
    if ('locks' in navigator) {
      this.channel = new BroadcastChannel(this.name);
      this.channel.addEventListener('message', ({ data }: MessageEvent<Word | null>) =>
        this.hear(data),
      );
      this.post(null);
      this.wait(GREETING_MS);
      void this.queue(false);
    } else {
      this.seat = new AbortController();
      void this.lead(this.seat.signal, serverNow());
    }
  };

  /** Leaves the other tabs; if this one led them, another takes over. */
  readonly stop = (): void => {
    clearTimeout(this.patience);
    this.channel?.close();
    this.channel = null;
    this.seat?.abort();
    this.seat = null;
  };

  setPaused(paused: boolean): void {
    this.stop();
    this.tell({ ...this.facts, paused, connected: false, lostAt: serverNow() });
    this.start();
  }

  private tell(facts: LiveFacts): void {
    this.facts = facts;
    this.handlers.onChange(facts);
  }

  /** Waits for the lock, or takes it from a leader that is silent, and leads until the seat is given up or taken. */
  private async queue(take: boolean): Promise<void> {
    const seat = new AbortController();
    this.seat = seat;
    const lostAt = take ? this.facts.lastHeardAt : null;
    try {
      await navigator.locks.request(
        this.name,
        take ? { steal: true } : { signal: seat.signal },
        () => this.lead(seat.signal, lostAt ?? serverNow()),
      );
    } catch {
      // Left the queue, or another tab took the lock.
    }
    if (this.seat !== seat) return;
    this.stop();
    this.start();
  }

  private lead(signal: AbortSignal, lostAt: number): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    clearTimeout(this.patience);
    this.term = Math.max(serverNow(), this.term + 1);
    const connection = new LiveConnection(
      {
        onChange: (facts, lastId) => {
          this.lastId = lastId;
          this.tell(facts);
          this.say();
        },
        onEvent: (type) => {
          this.handlers.onEvent(type);
          this.say(type);
        },
      },
      { ...this.facts, connected: false, lostAt: this.facts.lostAt ?? lostAt },
      this.lastId,
    );
    this.connection = connection;
    connection.start();
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        connection.stop();
        this.connection = null;
        resolve();
      });
    });
  }

  private say(event?: string): void {
    const { term, facts, lastId } = this;
    this.post({ term, facts, lastId, event });
  }

  private post(word: Word | null): void {
    this.channel?.postMessage(word);
  }

  private hear(word: Word | null): void {
    if (this.connection !== null) {
      if (word === null) this.say();
      return;
    }
    if (word === null || word.term < this.term) return;
    const missed = word.term > this.term && word.lastId !== this.lastId;
    if (missed && this.facts.lastHeardAt !== null) this.handlers.onEvent('reset');
    this.term = word.term;
    this.lastId = word.lastId;
    this.wait(LEADER_SILENT_MS);
    this.tell(word.facts);
    if (word.event !== undefined) this.handlers.onEvent(word.event);
  }

  /** Takes over unless a leader says something within `ms`, each tab at a moment of its own. */
  private wait(ms: number): void {
    clearTimeout(this.patience);
    this.patience = setTimeout(
      () => {
        this.seat?.abort();
        void this.queue(true);
      },
      ms + Math.random() * 2_000,
    );
  }
}
