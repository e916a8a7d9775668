import { describe, expect, it } from '@jest/globals';
import { chunkMinutes, closedEnd, ledgerStart, nextChunk, REACH_MS } from './ledger-plan.js';
import { MINUTE_MS } from './minutes.js';

const at = (minute: number, second = 0) => minute * MINUTE_MS + second * 1000;

describe('which minute is closed', () => {
  it.each([
    ['the grace is not over', at(10, 9), [at(9, 58)], 9],
    ['the grace is over and the next tick falls into a later minute', at(10, 10), [at(9, 58)], 10],
    ['the next tick is the last one of the minute', at(10, 40), [at(9, 30)], 9],
    ['a rule group still owes its last tick', at(10, 20), [at(10, 2), at(9, 29)], 9],
    ['a rule group is dead for long: the others go on', at(10, 40), [at(10, 32), at(8, 30)], 10],
    ['no rule group is alive: a minute and a half is enough', at(10, 40), [], 9],
  ])('%s', (_, now, ticks, minute) => {
    expect(closedEnd(now, ticks, now)).toBe(at(minute));
  });

  it('never one that is still to come by our own clock', () => {
    expect(closedEnd(at(70, 40), [], at(10, 30))).toBe(at(10));
    expect(closedEnd(at(70, 40), [at(70, 32)], at(10, 30))).toBe(at(10));
  });
});

describe('where a ledger begins', () => {
  const now = at(100_000);
  it.each([
    ['with the first counts', at(90_000), at(99_990), false, at(90_000)],
    ['when the SLO was made, without counts', null, at(99_990, 30), false, at(99_990)],
    [
      'after a deleted namesake with its own first whole minute',
      at(90_000),
      at(99_990, 10),
      true,
      at(99_991),
    ],
    ['no further back than Prometheus is asked', at(1), at(2), false, now - REACH_MS],
  ])('%s', (_, first, created, namesake, expected) => {
    expect(ledgerStart(first, created, namesake, now)).toBe(expected);
  });
});

describe('the next chunk', () => {
  it('takes those furthest behind, up to where the others stand', () => {
    const due = [
      { sloId: 'a', from: at(5) },
      { sloId: 'b', from: at(2) },
      { sloId: 'c', from: at(2) },
    ];
    expect(nextChunk(due, at(9), 10)).toEqual({ slos: ['b', 'c'], from: at(2), to: at(5) });
    expect(nextChunk(due, at(9), 1)).toEqual({ slos: ['b'], from: at(2), to: at(5) });
    expect(nextChunk(due, at(2), 10)).toBeNull();
  });

  it('stays below the points of a range query and of a transaction', () => {
    expect(nextChunk([{ sloId: 'a', from: 0 }], at(50_000), 10)).toEqual({
      slos: ['a'],
      from: 0,
      to: at(11_000),
    });
    expect(chunkMinutes(200)).toBe(300);
    expect(chunkMinutes(1_000_000)).toBe(1);
  });
});
