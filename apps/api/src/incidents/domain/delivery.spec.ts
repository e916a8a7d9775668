import { describe, expect, it } from '@jest/globals';
import { batchesOf, type DeliveredAlert } from './delivery.js';

const alert = (
  fingerprint: string,
  status: DeliveredAlert['status'] = 'firing',
): DeliveredAlert => ({
  fingerprint,
  status,
  startsAt: new Date(0),
  endsAt: new Date(0),
  name: 'A',
  summary: 'A',
  labels: {},
  annotations: {},
  generatorUrl: null,
  folded: 0,
});

describe('what one transaction takes', () => {
  it('is at most fifty alerts, and nothing of nothing', () => {
    const many = Array.from({ length: 101 }, (_, n) => alert(`f${n}`));
    expect(batchesOf(many).map(({ length }) => length)).toEqual([50, 50, 1]);
    expect(batchesOf([])).toEqual([]);
  });

  it('is what fires before what is over, each in one order whatever they came in', () => {
    const given = [alert('b', 'resolved'), alert('c'), alert('a', 'resolved'), alert('a')];
    const order = (alerts: DeliveredAlert[]) =>
      batchesOf(alerts)[0]?.map(({ fingerprint, status }) => `${fingerprint} ${status}`);
    expect(order(given)).toEqual(['a firing', 'c firing', 'a resolved', 'b resolved']);
    expect(order(given.toReversed())).toEqual(order(given));
  });
});
