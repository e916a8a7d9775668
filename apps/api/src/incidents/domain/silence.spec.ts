import { describe, expect, it } from '@jest/globals';
import { minutes, noon } from './incident-examples.js';
import {
  awaitedHeartbeat,
  awaitedSource,
  isSilent,
  LOOK_MS,
  watchAt,
  type Pause,
  type Watch,
} from './silence.js';
import type { HeartbeatView } from './heartbeat.js';
import type { SourceView } from './source.js';

const source = (watchdogSeconds: number | null, watchdogAt: Date | null, tokenMadeAt = true) =>
  ({
    source: {
      id: 's',
      slug: 'prom',
      name: 'P',
      territory: 'DE',
      watchdogSeconds,
      updatedAt: minutes(-99),
    },
    signs: { watchdogAt, tokenMadeAt: tokenMadeAt ? minutes(-50) : null },
  }) as SourceView;
const heartbeat = (lastPingAt: Date | null, tokenMadeAt = true) =>
  ({
    heartbeat: {
      id: 'h',
      slug: 'backup',
      name: 'Backup',
      subject: 'db',
      territory: 'DE',
      intervalSeconds: 3600,
      graceSeconds: 300,
      updatedAt: minutes(-999),
    },
    tokenMadeAt: tokenMadeAt ? minutes(-500) : null,
    lastPingAt,
  }) as HeartbeatView;
const always = { lookedAt: noon, pauses: [] };
const pause = (from: number, to: number) => ({
  from: minutes(from),
  to: minutes(to),
  deafMs: (to - from) * 60_000 - LOOK_MS,
});
const watch = (...pauses: Pause[]) => ({ lookedAt: noon, pauses });

describe('silence', () => {
  it.each([
    ['a source three minutes after its last word', awaitedSource(source(60, minutes(-3))), false],
    ['a source later than that', awaitedSource(source(60, minutes(-3.1))), true],
    ['a source that was never heard', awaitedSource(source(60, null)), true],
    ['a heartbeat within its grace', awaitedHeartbeat(heartbeat(minutes(-65))), false],
    ['a heartbeat later than that', awaitedHeartbeat(heartbeat(minutes(-65.1))), true],
  ])('of %s', (_, awaited, silent) => {
    expect(awaited && isSilent(awaited, always, noon)).toBe(silent);
  });

  it('is none of whom nobody waits for, or who cannot speak yet', () => {
    expect(awaitedSource(source(null, minutes(-9999)))).toBeNull();
    expect(awaitedSource(source(60, null, false))).toBeNull();
    expect(awaitedHeartbeat(heartbeat(null, false))).toBeNull();
  });

  it.each([
    ['is not what we did not listen to', -5, watch(pause(-4, -1.5)), false],
    [
      'is told one interval after a pause in which it may have spoken',
      -7.05,
      watch(pause(-4.1, -1.1)),
      true,
    ],
    ['and not before', -6, watch(pause(-3.1, -0.9)), false],
    ['before the pause stays one', -10, watch(pause(-6, -2)), true],
    ['is told although pauses follow each other', -60, watch(...every(3, -60)), true],
    ['of a source that spoke in the midst of the pause', -3.1, watch(pause(-9, -2)), false],
    ['is told in time when nothing was due in the pause', -3.1, watch(pause(-9, -3)), true],
  ])('%s', (_, last, listened, silent) => {
    const awaited = awaitedSource(source(60, minutes(last)));
    expect(awaited && isSilent(awaited, listened, noon)).toBe(silent);
  });

  it.each([
    ['is that of the job when it was not due in the pause', -66, watch(pause(-40, -35)), true],
    ['is not when it was', -66, watch(pause(-6.5, -4)), false],
    ['nor when it was to come a little early', -66, watch(pause(-11, -10)), false],
  ])('of a heartbeat %s', (_, last, listened, silent) => {
    const awaited = awaitedHeartbeat(heartbeat(minutes(last)));
    expect(awaited && isSilent(awaited, listened, noon)).toBe(silent);
  });

  it('knows when nobody listened', () => {
    const last = { lookedAt: minutes(-0.25), pauses: [] };
    expect(watchAt(last, noon)).toEqual({ lookedAt: noon, pauses: [] });
    const late = { ...last, lookedAt: minutes(-1) };
    const heard = { from: minutes(-1), to: noon, deafMs: 45_000 };
    expect(watchAt(late, noon)).toEqual({ lookedAt: noon, pauses: [heard] });
    expect(watchAt(null, noon).pauses).toMatchObject([{ from: new Date(0), to: noon }]);
  });

  it('takes pauses that follow each other for one, and never counts the time of a look as deaf', () => {
    let seen = watchAt({ lookedAt: minutes(-30), pauses: [] }, minutes(-29.5));
    for (let at = -29; at <= 0; at += 0.5) seen = watchAt(seen, minutes(at));
    expect(seen.pauses).toEqual([{ from: minutes(-30), to: noon, deafMs: 15 * 60_000 }]);
  });

  it('remembers as many pauses as may matter', () => {
    let seen: Watch = { lookedAt: minutes(-1000), pauses: [] };
    for (let at = -995; at <= 0; at += 5) seen = watchAt({ ...seen }, minutes(at));
    expect(seen.pauses).toHaveLength(1);
    for (let at = 5; at <= 1000; at += 5) {
      seen = watchAt(seen, minutes(at));
      for (const more of [0.25, 0.5, 0.75, 1, 1.25]) seen = watchAt(seen, minutes(at + more));
    }
    expect(seen.pauses).toHaveLength(100);
  });
});

/** Pauses of half a minute, each this many minutes after the one before. */
function every(step: number, from: number) {
  return Array.from({ length: -from / step }, (_, i) =>
    pause(from + i * step + 1, from + i * step + 1.5),
  );
}
