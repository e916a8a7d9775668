import { describe, expect, it } from '@jest/globals';
import { readEventStream } from './event-stream.js';
import { isTouched, leaveAlone } from '../invalidations.js';
import { liveState, retryDelayMs } from './live-state.js';
import type { LiveFacts } from './live-state.js';

/** What is read from these bytes, cut where it is said: ids as `#7`, events as `name data`. */
async function readInChunks(text: string, cuts: readonly number[] = []): Promise<string[]> {
  const bytes = new TextEncoder().encode(text);
  const chunks = [0, ...cuts].map((from, i) => bytes.slice(from, cuts[i] ?? bytes.length));
  const body = new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const read: string[] = [];
  await readEventStream(body, {
    onHeard: () => undefined,
    onId: (id) => read.push(`#${id}`),
    onEvent: ({ event = 'message', data }) => read.push(`${event} ${data}`),
  });
  return read;
}

describe('the event stream', () => {
  it('gives complete events and ids, and nothing of a heartbeat or of what is unfinished', async () => {
    expect(
      await readInChunks(
        'id: 6\n\nid: 7\nevent: slo.changed\ndata: {"a":1}\n\n: heartbeat\n\nid: 8\neve',
      ),
    ).toEqual(['#6', '#7', 'slo.changed {"a":1}']);
  });
  it('joins several data lines', async () => {
    expect(await readInChunks('data: a\ndata:b\n\n')).toEqual(['message a\nb']);
  });
  it.each([
    ['\\n', '\n'],
    ['\\r\\n', '\r\n'],
    ['\\r', '\r'],
  ])('reads the same from any cut of the bytes, with %s at the end of lines', async (_, end) => {
    const lines = [
      'id: 1',
      'event: x',
      'data: Zürich',
      'data: 2',
      '',
      'id: 2',
      'data: 3',
      '',
      ': ',
    ];
    const text = lines.join(end);
    for (let cut = 0; cut <= new TextEncoder().encode(text).length; cut += 1)
      expect([cut, await readInChunks(text, [cut])]).toEqual([
        cut,
        ['#1', 'x Zürich\n2', '#2', 'message 3'],
      ]);
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
      5_000,
      'live',
    ],
    [
      'stale when a connection says nothing',
      facts({ connected: true, lastHeardAt: 0, lostAt: null }),
      5_001,
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

  it('has nobody ask again for what is being deleted, but for the list it stood in', () => {
    const about = (path: string, slug: string) => ['get', path, { params: { path: { slug } } }];
    const chart = about('/slos/{slug}/burn-down', 'old');
    const release = leaveAlone({ list: '/slos', slug: 'old' });
    expect(isTouched(about('/slos/{slug}', 'old'), 'slo.changed')).toBe(false);
    expect(isTouched(chart, 'slo.readings')).toBe(false);
    expect(isTouched(about('/slos/{slug}', 'other'), 'slo.changed')).toBe(true);
    expect(isTouched(['get', '/slos', 'all', {}], 'slo.changed')).toBe(true);
    release();
    expect(isTouched(chart, 'slo.readings')).toBe(true);
  });
});
