import { describe, expect, it } from '@jest/globals';
import { isSummaryDue, tellsLater, toldBy, type Alert } from './alert.js';
import type { DeliveredAlert } from './delivery.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 12, minutes));
const given: DeliveredAlert = {
  status: 'firing',
  startsAt: at(0),
  endsAt: at(0),
  fingerprint: 'f',
  name: 'Burns',
  summary: 'burns 14 times too fast',
  labels: { a: '1' },
  annotations: { summary: 'x' },
  generatorUrl: null,
  folded: 0,
};
const alert: Alert = {
  ...given,
  id: 'a-1',
  sourceId: 's-1',
  source: 'prometheus',
  summary: 'burns 9 times too fast',
  severity: 'page',
  class: 'page',
  slo: null,
  subject: 'shop',
  territory: 'DE',
  outside: false,
  groupKey: 'k',
  incidentId: null,
  firingFrom: at(0),
  closedUntil: null,
  endTold: null,
  endToldAt: null,
  absentAt: null,
  toldStart: at(0),
  toldAt: at(1),
  notedSummary: 'burns 9 times too fast',
  notedAt: at(1),
  upstream: 'u',
  firstSeenAt: at(0),
};

describe('what is told of an alert', () => {
  it.each<[boolean, string, Date, Date]>([
    [true, 'the same start, received later', at(0), at(2)],
    [true, 'the same start at the same instant', at(0), at(1)],
    [false, 'the same start, received earlier', at(0), at(0)],
    [true, 'a later start, received earlier', at(1), at(0)],
    [false, 'an earlier start, received later', at(-1), at(9)],
  ])('is the latest (%s): %s', (later, _, startsAt, received) => {
    expect(tellsLater(alert, { startsAt }, received)).toBe(later);
    const told = toldBy(alert, { ...given, startsAt }, received);
    if (!later) expect(told).toBe(alert);
    else
      expect(told).toEqual({
        ...alert,
        summary: given.summary,
        toldStart: startsAt,
        toldAt: received,
      });
  });

  it.each<[boolean, string, Partial<Alert>, Date]>([
    [false, 'unchanged', {}, at(60)],
    [false, 'changed within five minutes', { summary: 'x' }, at(5)],
    [true, 'changed five minutes after it was noted', { summary: 'x' }, at(6)],
  ])('is noted in the timeline (%s) when it is %s', (due, _, changes, now) => {
    expect(isSummaryDue({ ...alert, ...changes }, now)).toBe(due);
  });
});
