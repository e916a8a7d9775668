import { describe, expect, it } from '@jest/globals';
import {
  evaluationOf,
  judgeEvaluation,
  missedSince,
  readServerMetrics,
  type ServerReading,
} from './evaluation.js';

const at = new Date('2026-03-02T12:00:00Z');
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);

/** The metrics of a server: of each group what it missed, and how long its last evaluation took. */
function metrics(groups: Record<string, readonly [missed: number, seconds: number]>): string {
  const of = (name: string) => `{rule_group="/srv/rules/${name}.yaml;${name}"}`;
  return [
    '# TYPE process_resident_memory_bytes gauge',
    'process_resident_memory_bytes 1.5e+09',
    ...Object.entries(groups).flatMap(([name, [missed, seconds]]) => [
      `prometheus_rule_group_iterations_missed_total${of(name)} ${missed}`,
      `prometheus_rule_group_last_duration_seconds${of(name)} ${seconds}`,
      `prometheus_rule_group_interval_seconds${of(name)} 30`,
    ]),
    'process_resident_memory_bytes_more 7',
    '',
  ].join('\n');
}
const read = (groups: Parameters<typeof metrics>[0], when = at): ServerReading =>
  readServerMetrics(metrics(groups), when);

describe('how Prometheus keeps up with the rules', () => {
  it('is told by its own metrics, of our groups only', () => {
    const reading = read({ 'leitstand-page': [0, 3], 'leitstand-slo-a': [0, 6], other: [9, 60] });
    expect(evaluationOf(reading, [missedSince(null, reading)], at)).toEqual({
      seenAt: at,
      memoryBytes: 1.5e9,
      missedIterations: 0,
      slowest: { group: 'leitstand-slo-a', seconds: 6, intervalSeconds: 30 },
    });
  });

  it.each([
    ['what was missed before it was first looked at', null, 5, 0],
    ['what was missed since', 5, 7, 2],
    ['a restart of the server', 5, 1, 1],
    ['a group that is new', undefined, 1, 1],
  ])('%s', (_, before, now, count) => {
    const earlier =
      before === null ? null : read(before === undefined ? {} : { 'leitstand-page': [before, 1] });
    expect(missedSince(earlier, read({ 'leitstand-page': [now, 1] })).count).toBe(count);
  });

  it('forgets what was missed after ten minutes, and what it saw after two', () => {
    const missed = [{ at, count: 3 }];
    const at9 = evaluationOf(read({}, later(590)), missed, later(599));
    const at10 = evaluationOf(read({}, later(590)), missed, later(600));
    expect([at9.missedIterations, at10.missedIterations]).toEqual([3, 0]);
    expect(evaluationOf(read({}), missed, later(121))).toMatchObject({
      seenAt: null,
      memoryBytes: null,
    });
  });

  it.each([
    ['missed', [{ at, count: 3 }], 1, 'degraded', 'iterations-missed'],
    ['too slow', [], 31, 'degraded', 'evaluation-slow'],
    ['in time', [], 30, 'up', undefined],
  ] as const)('%s', (_, missed, seconds, state, code) => {
    const seen = judgeEvaluation(
      evaluationOf(read({ 'leitstand-slo-x': [0, seconds] }), missed, at),
    );
    expect([seen.state, seen.detail?.code]).toEqual([state, code]);
    expect(seen.message ?? '').not.toContain('slo-x');
  });

  it('is not known of a server that tells nothing', () => {
    const seen = evaluationOf(readServerMetrics('<html>', at), [], at);
    expect([seen.memoryBytes, seen.slowest, judgeEvaluation(seen).state]).toEqual([
      null,
      null,
      'up',
    ]);
  });
});
