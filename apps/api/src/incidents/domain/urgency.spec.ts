import { describe, expect, it } from '@jest/globals';
import { minutes, noon } from './incident-examples.js';
import { byUrgency, type Urgent } from './urgency.js';

const alert = (fingerprint: string, changes: Partial<Urgent> = {}): Urgent => ({
  fingerprint,
  incidentId: 'i-1',
  severity: 'page',
  firingFrom: noon,
  closedUntil: null,
  endTold: null,
  annotations: {},
  toldStart: noon,
  ...changes,
});
const burning = (factor: string) => ({
  description: `It burns ${factor} times as fast as allowed.`,
});

describe('alerts by their urgency', () => {
  it('are those that fire, the worst, before those that are called over, the fastest burn, the youngest', () => {
    const wanted = [
      alert('critical', { severity: 'critical' }),
      alert('outage', { annotations: burning('49.3'), toldStart: minutes(-30) }),
      alert('slow', { annotations: burning('6.1'), toldStart: minutes(5) }),
      alert('young', { toldStart: minutes(1) }),
      alert('old', { toldStart: minutes(-1) }),
      alert('called over', { endTold: noon, annotations: burning('90') }),
      alert('ticket', { severity: 'ticket', annotations: burning('99') }),
      alert('critical, elsewhere', { severity: 'critical', incidentId: 'i-2' }),
      alert('over', { closedUntil: minutes(1), annotations: burning('50') }),
    ];
    for (const given of [
      wanted,
      wanted.toReversed(),
      wanted.toSpliced(0, 4).concat(wanted.slice(0, 4)),
    ])
      expect(byUrgency(given, 'i-1').map(({ fingerprint }) => fingerprint)).toEqual(
        wanted.map(({ fingerprint }) => fingerprint),
      );
  });

  it('are told apart by nothing but their fingerprints at last', () => {
    expect(
      byUrgency([alert('b'), alert('a')], 'i-1').map(({ fingerprint }) => fingerprint),
    ).toEqual(['a', 'b']);
  });
});
