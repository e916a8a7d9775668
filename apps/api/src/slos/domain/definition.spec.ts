import { describe, expect, it } from '@jest/globals';
import { definitionReading, earlierStretches, type EarlierSpan } from './definition.js';
import { NO_SUMS } from './reading.js';

const at = (time: string) => new Date(`2026-11-10T${time}Z`);
const ms = (time: string) => at(time).getTime();
const span = (from: string | null, until: string | null): EarlierSpan => ({
  from: from === null ? null : at(from),
  until: until === null ? null : at(until),
});
const stretches = (...spans: EarlierSpan[]) =>
  earlierStretches(spans, ms('10:00:00'), ms('12:00:00')).map(({ from, to }) =>
    [from, to].map((instant) => new Date(instant).toISOString().slice(11, 16)),
  );

describe('what earlier definitions counted of a window', () => {
  it.each<[string, EarlierSpan[], string[][]]>([
    ['nothing where there is one definition', [], []],
    [
      'everything up to the change, its minute included',
      [span(null, '11:00:20')],
      [['10:00', '11:01']],
    ],
    ['whole minutes only', [span(null, '11:00:00')], [['10:00', '11:00']]],
    ['nothing once the window has left it behind', [span(null, '10:00:00')], []],
    ['all of it while the rules are not loaded', [span(null, null)], [['10:00', '12:00']]],
    [
      'not what the present one counted before it',
      [span('10:20:30', '10:40:30')],
      [['10:20', '10:41']],
    ],
    [
      'a minute of two changes once',
      [span('10:20:50', '10:30:10'), span('10:30:40', '10:50:00')],
      [
        ['10:20', '10:31'],
        ['10:31', '10:50'],
      ],
    ],
  ])('is %s', (_, spans, expected) => {
    expect(stretches(...spans)).toEqual(expected);
  });

  const window = { good: 900, bad: 100, coveredSeconds: 7200, sampleSeconds: 0 };
  const earlier = { good: 240, bad: 10, coveredSeconds: 3600, sampleSeconds: 0 };

  it('is told as shares of time and events, with the minute from which on the present one counts alone', () => {
    expect(definitionReading([span(null, '11:00:20')], earlier, window)).toEqual({
      since: '2026-11-10T11:01:00.000Z',
      earlierTimeShare: 0.5,
      earlierEventShare: 0.25,
    });
  });

  it('has no instant while the present one does not count', () => {
    const spans = [span(null, '10:30:00'), span('11:00:00', null)];
    expect(definitionReading(spans, earlier, window)).toMatchObject({ since: null });
  });

  it('is not told where nothing was measured by them', () => {
    expect(definitionReading([span(null, '11:00:00')], NO_SUMS, window)).toBeNull();
  });

  it('has no share of events where there are none', () => {
    const quiet = { ...NO_SUMS, coveredSeconds: 7200 };
    const told = definitionReading([span(null, '11:00:00')], quiet, quiet);
    expect(told).toMatchObject({ earlierTimeShare: 1, earlierEventShare: null });
  });
});
