import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { leftShare, spentShare } from '../src/budget.js';
import { compileSlo } from '../src/compile/compile.js';
import { exactDecimal, parseDecimal, truncateDecimal } from '../src/decimal.js';
import { parseSloDocument } from '../src/document/read-slo-document.js';
import { formatDuration, parseDuration, parseThreshold } from '../src/duration.js';
import { objectiveOf } from '../src/objective.js';
import { parseExpression } from '../src/promql/expression.js';
import { parseSelector, printSelector } from '../src/promql/selector.js';
import { add, rational, toNumber } from '../src/rational.js';
import { errorBudgetRatio, targetOf } from '../src/target.js';
import { CALENDAR_PERIODS, windowBounds } from '../src/window.js';
import { anyDocument } from './any-document.js';

const counts = fc.record({ good: fc.nat(1e12), bad: fc.nat(1e12) });
const percent = fc
  .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 99_999_999 }))
  .map(([whole, rest]) => `${whole}.${String(rest).padStart(8, '0')}`);
const instant = fc.date({
  min: new Date('1990-01-01'),
  max: new Date('2060-01-01'),
  noInvalidDate: true,
});

describe('what holds for every budget', () => {
  it('spent and left make one, exactly', () => {
    fc.assert(
      fc.property(counts, percent, (events, target) => {
        const spent = spentShare({
          counts: events,
          target: targetOf(target),
          window: { kind: 'rolling', duration: '30d' },
          bounds: { elapsedSeconds: 1, totalSeconds: 1 },
        });
        if (spent === null) expect(events).toEqual({ good: 0, bad: 0 });
        else expect(add(spent, leftShare(spent))).toEqual(rational(1n));
      }),
    );
  });

  it('a target and its budget make one, and no float comes between', () => {
    fc.assert(
      fc.property(percent, (text) => {
        const target = targetOf(text);
        expect(add(target.ratio, errorBudgetRatio(target))).toEqual(rational(1n));
        expect(exactDecimal(errorBudgetRatio(target)).replace(/^0\.?/, '')).toMatch(/^\d{0,10}$/);
      }),
    );
  });
});

describe('what holds for every window', () => {
  it('calendar windows tile time: an instant lies in one, which ends where the next begins', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Africa/Casablanca',
    );
    fc.assert(
      fc.property(instant, fc.constantFrom(...CALENDAR_PERIODS), zone, (at, period, timeZone) => {
        const window = { kind: 'calendar', period, timeZone } as const;
        const { start, end, elapsedSeconds, totalSeconds } = windowBounds(window, at);
        expect(start.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(at.getTime()).toBeLessThan(end.getTime());
        expect(elapsedSeconds).toBeLessThan(totalSeconds);
        expect(windowBounds(window, end).start).toEqual(end);
        expect(windowBounds(window, new Date(end.getTime() - 1))).toMatchObject({ start, end });
      }),
    );
  });
});

describe('what holds for every text', () => {
  it('decimals are exact: printed with their own digits they read the same', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.nat(20), (digits, places) => {
        const value = rational(digits, 10n ** BigInt(places));
        const text = truncateDecimal(value, places);
        expect(parseDecimal(text)).toEqual({ text, places, value });
        expect(parseDecimal(exactDecimal(value))?.value).toEqual(value);
      }),
    );
  });

  it('durations: written and read, whole seconds stay what they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds))).toBe(seconds);
      }),
    );
  });

  it('thresholds: the label le is the exact number of seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_600_000 }), (milliseconds) => {
        const threshold = parseThreshold(`${milliseconds}ms`);
        expect(threshold?.exact).toEqual(rational(BigInt(milliseconds), 1_000n));
        expect(threshold && toNumber(threshold.exact)).toBe(milliseconds / 1_000);
        expect(parseDecimal(threshold?.le ?? '')?.value).toEqual(threshold?.exact);
      }),
    );
  });
});

describe('what holds for every document', () => {
  it('is read as it was written, from YAML and from JSON', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(parseSloDocument(parse(stringify(document)))).toEqual({ ok: true, value: document });
        expect(parseSloDocument(JSON.parse(JSON.stringify(document)))).toEqual({
          ok: true,
          value: document,
        });
      }),
    );
  });

  it('has selectors that print as they parse', () => {
    fc.assert(
      fc.property(anyDocument, ({ spec: { indicator } }) => {
        const texts =
          'ratio' in indicator ? Object.values(indicator.ratio) : [indicator.latency.histogram];
        for (const text of texts) {
          const selector = parseSelector(text);
          expect(selector.ok && parseSelector(printSelector(selector.value))).toEqual(selector);
        }
      }),
    );
  });

  it('compiles to the same rules every time, and each of them parses', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const facts = {
          service: document.spec.subject,
          team: null,
          territory: 'DE',
          runbookUrl: null,
          since: null,
        };
        const groups = compileSlo(objectiveOf(document), facts);
        expect(compileSlo(objectiveOf(structuredClone(document)), facts)).toEqual(groups);
        for (const { expr } of groups.flatMap(({ rules }) => rules))
          expect(parseExpression(expr)).toMatchObject({ ok: true });
      }),
    );
  });
});
