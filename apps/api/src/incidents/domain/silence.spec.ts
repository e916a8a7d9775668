import { describe, expect, it } from '@jest/globals';
import { minutes, noon } from './incident-examples.js';
import { awaitedHeartbeat, awaitedSource, isSilent, watchAt } from './silence.js';
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
const always = minutes(-9999);

describe('silence', () => {
  it.each([
    ['a source three minutes after its last word', awaitedSource(source(60, minutes(-3))), false],
    ['a source later than that', awaitedSource(source(60, minutes(-3.1))), true],
    ['a source that was never heard', awaitedSource(source(60, null)), true],
    ['a heartbeat within its grace', awaitedHeartbeat(heartbeat(minutes(-65))), false],
    ['a heartbeat later than that', awaitedHeartbeat(heartbeat(minutes(-65.1))), true],
  ])('of %s', (_, awaited, silent) => {
    expect(awaited && isSilent(awaited, { pausedAt: always, armedAt: always }, noon)).toBe(silent);
  });

  it('is none of whom nobody waits for, or who cannot speak yet', () => {
    expect(awaitedSource(source(null, always))).toBeNull();
    expect(awaitedSource(source(60, null, false))).toBeNull();
    expect(awaitedHeartbeat(heartbeat(null, false))).toBeNull();
  });

  it.each([
    [
      'that may have been broken in a pause',
      { pausedAt: minutes(-8), armedAt: minutes(-2) },
      false,
    ],
    ['that was one before the pause', { pausedAt: minutes(-6), armedAt: minutes(-2) }, true],
    [
      'that a pause before its next word explains nothing of',
      { pausedAt: minutes(-9.8), armedAt: minutes(-9.5) },
      true,
    ],
  ])('%s is %s', (_, watch, silent) => {
    const awaited = awaitedSource(source(60, minutes(-10)));
    expect(awaited && isSilent(awaited, watch, noon)).toBe(silent);
  });

  it('knows when nobody listened', () => {
    const last = { lookedAt: minutes(-1), pausedAt: always, armedAt: always };
    expect(watchAt(last, noon)).toEqual({ ...last, lookedAt: noon });
    const late = { ...last, lookedAt: minutes(-1.1) };
    expect(watchAt(late, noon)).toEqual({ lookedAt: noon, pausedAt: late.lookedAt, armedAt: noon });
    expect(watchAt(null, noon)).toEqual({ lookedAt: noon, pausedAt: new Date(0), armedAt: noon });
  });
});
