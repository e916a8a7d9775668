import { describe, expect, it } from '@jest/globals';
import { lateSeconds } from './lateness.js';

const noon = Date.parse('2026-03-02T12:00:00Z');
const at = (seconds: number) => new Date(noon + seconds * 1000);

describe('how late a page goes out', () => {
  it.each<[string, Parameters<typeof lateSeconds>, number]>([
    [
      'a step in time',
      [{ because: 'triggered', startedAt: at(-300), nextAt: at(0) }, at(-300), at(1)],
      0,
    ],
    [
      'a step after an outage',
      [{ because: 'triggered', startedAt: at(-300), nextAt: at(0) }, at(-300), at(39)],
      39,
    ],
    [
      'the first page of an incident that began while the engine was down',
      [{ because: 'triggered', startedAt: at(85), nextAt: at(85) }, at(0), at(85)],
      85,
    ],
    [
      'the first page after an acknowledgement was taken back long after it began',
      [{ because: 'unacknowledged', startedAt: at(900), nextAt: at(900) }, at(0), at(900)],
      0,
    ],
  ])('%s', (_, given, seconds) => {
    expect(lateSeconds(...given)).toBe(seconds);
  });
});
