import { describe, expect, it } from '@jest/globals';
import { readEventStream } from './event-stream.js';
import { isTouched } from '../invalidations.js';
import { liveState, retryDelayMs } from './live-state.js';
import type { LiveFacts } from './live-state.js';

describe('the event stream', () => {
  it('gives complete events and keeps the unfinished rest', () => {
    const { events, rest } = readEventStream(
      'id: 7\nevent: slo.changed\ndata: {"a":1}\n\n: heartbeat\n\nid: 8\neve',
    );
    expect(events).toEqual([
      { id: '7', event: 'slo.changed', data: '{"a":1}' },
      { id: null, event: null, data: '' },
    ]);
    expect(rest).toBe('id: 8\neve');
  });
  it('joins several data lines and accepts every line end', () => {
    expect(readEventStream('data: a\r\ndata:b\r\n\r\n').events).toEqual([
      { id: null, event: 'message', data: 'a\nb' },
    ]);
  });
  it('reads the same from any cut of the bytes', () => {
    const text = 'id: 1\nevent: x\ndata: 1\n\nid: 2\nevent: y\ndata: 2\n\n';
    for (let cut = 0; cut <= text.length; cut += 1) {
      const first = readEventStream(text.slice(0, cut));
      const second = readEventStream(first.rest + text.slice(cut));
      expect([...first.events, ...second.events].map(({ id }) => id)).toEqual(['1', '2']);
    }
  });
});

describe('what the top bar says', () => {
  const facts = (change: Partial<LiveFacts>): LiveFacts => ({
    connected: false,
    paused: false,
    lastHeardAt: null,
    lostAt: 0,
    ...change,
  });
  it.each([
    ['connecting at first', facts({}), 1_000, 'connecting'],
    ['stale when it never connected', facts({}), 15_000, 'stale'],
    [
      'live while connected',
      facts({ connected: true, lastHeardAt: 0, lostAt: null }),
      20_000,
      'live',
    ],
    [
      'stale when a connection says nothing',
      facts({ connected: true, lastHeardAt: 0, lostAt: null }),
      36_000,
      'stale',
    ],
    ['live through a hiccup', facts({ lastHeardAt: 0 }), 2_999, 'live'],
    ['reconnecting after 3 s', facts({ lastHeardAt: 0 }), 3_000, 'reconnecting'],
    ['stale after 15 s', facts({ lastHeardAt: 0 }), 15_000, 'stale'],
    [
      'paused whatever else',
      facts({ paused: true, connected: true, lastHeardAt: 0 }),
      99_000,
      'paused',
    ],
  ] as const)('%s', (_name, given, now, state) => {
    expect(liveState(given, now)).toBe(state);
  });
  it('tries again soon, then less often', () => {
    expect([0, 1, 3, 9].map(retryDelayMs)).toEqual([500, 1_000, 4_000, 10_000]);
  });
});

describe('an event', () => {
  it('makes old what it touches, and only that', () => {
    expect(isTouched(['get', '/slos', {}], 'slo.readings')).toBe(true);
    expect(isTouched(['get', '/slos/{slug}/burn-down', {}], 'slo.readings')).toBe(true);
    expect(isTouched(['get', '/subjects', 'all'], 'slo.readings')).toBe(false);
    expect(isTouched(['get', '/slos-other'], 'slo.changed')).toBe(false);
    expect(isTouched(['audit-pages'], 'audit.appended')).toBe(false);
    expect(isTouched(['get', '/slos'], 'something.new')).toBe(false);
  });
});
