import { describe, expect, it } from '@jest/globals';
import { lagSeen, type LedgerLag } from './ledger-lag.js';

const DAY = 86_400;

/** What each of some looks gives. @param looks when, and how old the newest minute is then, in seconds */
function states(...looks: readonly [at: number, age: number | null][]): string[] {
  let lag: LedgerLag | null = null;
  return looks.map(([at, age]) => {
    lag = lagSeen(lag, age, at * 1000);
    return lag.state;
  });
}

describe('how far the ledger is behind', () => {
  it('is nothing to speak of within four minutes, nor without an SLO', () => {
    expect(states([0, null], [5, 90], [10, 240])).toEqual(['level', 'level', 'level']);
  });

  it('is being caught up right after a start, as long as it gets less', () => {
    expect(states([0, 7 * DAY], [60, 7 * DAY + 60], [100, 3 * DAY], [150, DAY], [160, 90])).toEqual(
      ['catching-up', 'catching-up', 'catching-up', 'catching-up', 'level'],
    );
  });

  it('is being caught up when something comes that has a past, as the sample does', () => {
    for (const before of [null, 90])
      expect(states([0, before], [5, 7 * DAY], [10, 6 * DAY], [15, 90])).toEqual([
        'level',
        'catching-up',
        'catching-up',
        'level',
      ]);
  });

  it('is being caught up after nobody looked, as when the machine slept', () => {
    expect(states([0, 90], [3600, 3690], [3605, 1000])).toEqual([
      'level',
      'catching-up',
      'catching-up',
    ]);
  });

  it('stands when it has not got less for 90 seconds', () => {
    expect(states([0, DAY], [89, DAY + 89], [90, DAY + 90], [95, DAY - 60])).toEqual([
      'catching-up',
      'catching-up',
      'standing',
      'catching-up',
    ]);
  });

  it('is no catching up where it falls behind, or follows at a distance', () => {
    expect(states([0, 200], [60, 260], [120, 320], [480, 601], [540, 661])).toEqual([
      'level',
      'behind',
      'behind',
      'standing',
      'standing',
    ]);
    // A minute is written each minute, of a quarter of an hour ago.
    expect(states([0, 900], [50, 950], [60, 900], [110, 950], [120, 900])).toEqual([
      'catching-up',
      'catching-up',
      'catching-up',
      'standing',
      'standing',
    ]);
  });
});
