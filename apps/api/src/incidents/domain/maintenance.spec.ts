import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  holdingWindow,
  isAbout,
  isBroad,
  presentHold,
  type ActiveWindow,
  type CoveredAlert,
  type Matcher,
} from './maintenance.js';

const at = (hour: number) => new Date(Date.UTC(2026, 2, 2, hour));
const window = (
  slug: string,
  subjects: readonly string[],
  matchers: readonly Matcher[] = [],
  until = at(13),
): ActiveWindow => ({
  window: { id: slug, slug, name: slug, territory: 'DE', subjects, matchers },
  until,
});
const alert = (subject: string | null, labels: CoveredAlert['labels'] = {}): CoveredAlert => ({
  territory: 'DE',
  subject,
  labels,
});

describe('a window', () => {
  const job = (operator: Matcher['operator'], value: string): Matcher => ({
    label: 'job',
    operator,
    value,
  });
  it.each<[string, ActiveWindow, CoveredAlert, boolean]>([
    ['of its subject', window('w', ['shop']), alert('shop'), true],
    ['of another', window('w', ['shop']), alert('till'), false],
    ['of none', window('w', ['shop']), alert(null), false],
    ['elsewhere', window('w', ['shop']), { ...alert('shop'), territory: 'CH' }, false],
    ['with the label', window('w', [], [job('=', 'db')]), alert(null, { job: 'db' }), true],
    ['without it', window('w', [], [job('=', 'db')]), alert(null), false],
    ['with another', window('w', [], [job('!=', 'db')]), alert(null, { job: 'web' }), true],
    ['with the wrong one', window('w', [], [job('!=', 'db')]), alert(null, { job: 'db' }), false],
    [
      'of its subject, without the label',
      window('w', ['shop'], [job('=', 'db')]),
      alert('shop'),
      false,
    ],
    [
      'whose name every object has',
      window('w', [], [{ ...job('=', ''), label: 'toString' }]),
      alert(null),
      true,
    ],
  ])('and an alert %s', (_name, { window: one }, given, expected) => {
    expect(isAbout(one, given)).toBe(expected);
  });

  it('is broad unless it names one subject', () => {
    expect([[], ['a'], ['a', 'b']].map((subjects) => isBroad({ subjects }))).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('holds an incident if each of its alerts has one; the first to end is named', () => {
    const [shop, till] = [window('s', ['shop'], [], at(14)), window('t', ['till'], [], at(13))];
    const longer = window('l', ['till'], [], at(15));
    expect(holdingWindow([shop], [alert('shop')])).toBe(shop);
    expect(holdingWindow([shop], [alert('shop'), alert('till')])).toBeNull();
    expect(holdingWindow([shop, till], [alert('shop'), alert('till')])).toBe(till);
    expect(holdingWindow([shop, till, longer], [alert('shop'), alert('till')])).toBe(shop);
    expect(holdingWindow([shop], [])).toBeNull();
  });

  it('pages about an incident exactly if one of its alerts is of no window', () => {
    const subject = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(fc.array(subject), fc.array(subject, { minLength: 1 }), (covered, firing) => {
        const held = holdingWindow(
          covered.map((one) => window(one, [one])),
          firing.map((one) => alert(one)),
        );
        expect(held === null).toBe(firing.some((one) => !covered.includes(one)));
      }),
    );
  });
});

describe('a hold', () => {
  const hold = { windowId: 'w', slug: 's', name: 'n', since: at(1), until: at(2) };
  it('is present until it ends', () => {
    expect(presentHold({ ...hold, id: '1', endedAt: null })).toEqual(hold);
    expect(presentHold({ ...hold, id: '1', endedAt: at(2) })).toBeNull();
    expect(presentHold(undefined)).toBeNull();
  });
});
