import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SharedStream } from './shared-stream.js';

const facts = (lastHeardAt: number) => ({
  connected: true,
  paused: false,
  lastHeardAt,
  lostAt: null,
});

/** The channel of the tabs, of which only this one is real. */
class Channel {
  static last: Channel | null = null;
  readonly said: unknown[] = [];
  private hear: (event: { data: unknown }) => void = () => undefined;
  constructor(readonly name: string) {
    Channel.last = this;
  }
  addEventListener(_: 'message', hear: (event: { data: unknown }) => void): void {
    this.hear = hear;
  }
  postMessage(word: unknown): void {
    this.said.push(word);
  }
  close(): void {
    this.hear = () => undefined;
  }
  from(data: unknown): void {
    this.hear({ data });
  }
}

/** How the lock was asked for, by each call: the other tab never gives it back. */
const asked: { steal?: boolean }[] = [];

describe('a tab that does not lead', () => {
  const heard: string[] = [];
  const seenAt: (number | null)[] = [];
  let stream: SharedStream;
  const globals = {
    BroadcastChannel: globalThis.BroadcastChannel,
    navigator: globalThis.navigator,
  };
  const replace = (all: object) =>
    Object.entries(all).forEach(([name, value]) =>
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true }),
    );

  beforeEach(() => {
    jest.useFakeTimers();
    heard.length = 0;
    seenAt.length = 0;
    asked.length = 0;
    const request = (_: string, options: { steal?: boolean }) => {
      asked.push(options);
      return new Promise(() => undefined);
    };
    replace({ BroadcastChannel: Channel, navigator: { locks: { request } } });
    stream = new SharedStream(
      'tabs',
      {
        onEvent: (type) => heard.push(type),
        onChange: ({ lastHeardAt }) => seenAt.push(lastHeardAt),
      },
      0,
    );
    stream.start();
  });
  afterEach(() => {
    stream.stop();
    replace(globals);
    jest.useRealTimers();
  });

  it('asks for the leader, and passes on what it says', () => {
    expect(Channel.last?.said).toEqual([null]);
    Channel.last?.from({ term: 7, facts: facts(1), lastId: '1' });
    Channel.last?.from({ term: 7, facts: facts(2), lastId: '2', event: 'slo.changed' });
    expect([heard, seenAt]).toEqual([['slo.changed'], [1, 2]]);
  });

  it('does not listen any more to a leader that thaws after another took over', () => {
    Channel.last?.from({ term: 7, facts: facts(1), lastId: '1' });
    Channel.last?.from({ term: 8, facts: facts(2), lastId: '1' });
    Channel.last?.from({ term: 7, facts: facts(3), lastId: '3', event: 'slo.changed' });
    expect([heard, seenAt]).toEqual([[], [1, 2]]);
  });

  it('hears `reset` where a new leader is elsewhere than the one before', () => {
    Channel.last?.from({ term: 7, facts: facts(1), lastId: '1' });
    Channel.last?.from({ term: 8, facts: facts(2), lastId: '4' });
    expect(heard).toEqual(['reset']);
  });

  it('takes the lock from a leader that says nothing, and not from one that does', () => {
    for (let at = 0; at < 200; at += 20) {
      Channel.last?.from({ term: 7, facts: facts(at), lastId: '1' });
      jest.advanceTimersByTime(20_000);
    }
    expect(asked.filter(({ steal }) => steal)).toHaveLength(0);
    jest.advanceTimersByTime(60_000);
    expect(asked.filter(({ steal }) => steal)).toHaveLength(1);
  });
});
