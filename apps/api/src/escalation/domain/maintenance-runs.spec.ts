import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holdingWindow, type ActiveWindow } from '../../incidents/domain/maintenance.js';
import { heldUntil, type Times } from '../../incidents/domain/maintenance-times.js';
import { nextAct, type EscalatedIncident, type LiveRun } from './next-act.js';

const START = Date.UTC(2026, 2, 29);
const MINUTE_MS = 60_000;
const at = (minute: number) => new Date(START + minute * MINUTE_MS);
const SUBJECT = 'shop';

/** A window as it is at a minute: planned, edited, or deleted (null). */
interface Edit {
  readonly minute: number;
  readonly window: Times | null;
}

const times = fc.record({
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin'),
  starts: fc.integer({ min: -60, max: 300 }).map((minute) => at(minute).toISOString().slice(0, 16)),
  durationMinutes: fc.integer({ min: 5, max: 120 }),
  rrule: fc.constantFrom(null, 'FREQ=DAILY'),
});
const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({ minute: fc.integer({ min: 0, max: 240 }), window: fc.option(times) }),
  { maxLength: 6 },
);

function activeAt(planned: Times | null, now: Date): ActiveWindow[] {
  const until = planned && heldUntil(planned, now);
  const window = {
    id: 'w',
    slug: 'w',
    name: 'w',
    territory: 'DE',
    subjects: [SUBJECT],
    matchers: [],
  };
  return until ? [{ window, until }] : [];
}

/** What has become of one incident that fires and that nobody acknowledges. */
class Engine {
  hold: { readonly endedAt: Date | null } | null = null;
  live: (LiveRun & { readonly startedAt: Date }) | null = null;
  last: { readonly startedAt: Date } | null = null;
  readonly starts: string[] = [];
  private epoch = 1;

  /** Asks and acts once, as the engine does. */
  look(active: readonly ActiveWindow[], now: Date): void {
    const alerts = [{ territory: 'DE', subject: SUBJECT, labels: {} }];
    const wanted = holdingWindow(active, alerts) !== null;
    const isHeld = this.hold?.endedAt === null;
    if (wanted && !isHeld) {
      this.hold = { endedAt: null };
      this.epoch += 1;
    }
    if (!wanted && isHeld) this.hold = { endedAt: now };
    const incident: EscalatedIncident = {
      state: 'triggered',
      isMerged: false,
      class: 'page',
      triggeredAt: at(0),
      acknowledgedAt: null,
      acknowledgedBy: null,
      snooze: null,
      hold: this.hold,
      epoch: this.epoch,
    };
    const act = nextAct(incident, this.live, this.last, now);
    if (act.do === 'stop') this.live = null;
    if (act.do !== 'start') return;
    this.live = { epoch: this.epoch, state: 'running', awaits: false, startedAt: now };
    this.last = this.live;
    this.starts.push(act.because);
  }
}

describe('an alert that pages', () => {
  it('has a run or a refusal at every minute, whatever windows do meanwhile, and never both', () => {
    fc.assert(
      fc.property(edits, (given) => {
        const engine = new Engine();
        let planned: Times | null = null;
        for (let minute = 0; minute <= 300; minute++) {
          for (const edit of given) if (edit.minute === minute) planned = edit.window;
          const now = at(minute);
          const active = activeAt(planned, now);
          engine.look(active, now);
          const isHeld = engine.hold?.endedAt === null;
          expect(isHeld).toBe(active.length > 0);
          expect(engine.live !== null).toBe(!isHeld);
        }
        // A run begins once for the alert, and once for each end.
        expect(engine.starts.slice(1).every((because) => because === 'maintenance-ended')).toBe(
          true,
        );
      }),
      { numRuns: 50 },
    );
  });
});
