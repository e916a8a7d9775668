import { describe, expect, it } from '@jest/globals';
import { firingSince, type SloAlert } from './alarm.js';

const at = (time: string) => `2026-11-29T${time}:00.000Z`;
const alert = (name: string, time: string, state: SloAlert['state'] = 'firing'): SloAlert => ({
  name,
  severity: 'page',
  state,
  since: at(time),
});
const [OUTAGE, FAST] = ['LeitstandBudgetBurnOutage', 'LeitstandBudgetBurnFast'];
const before = (asOf: string, since: string | null) => ({
  asOf: new Date(at(asOf)),
  firingSince: since && at(since),
});

describe('since when alerts about the burn fire', () => {
  it('is told by the first of them; others, and those that only may fire, do not count', () => {
    const alerts = [
      alert('LeitstandNoData', '18:00'),
      alert('LeitstandBudgetBurnSlow', '19:00', 'pending'),
      alert(FAST, '20:45'),
      alert(OUTAGE, '20:34'),
    ];
    expect(firingSince(alerts, null)).toBe(at('20:34'));
    expect(firingSince(alerts.slice(0, 2), before('20:30', '20:00'))).toBeNull();
  });

  it.each([
    ['the first of them is over, others go on', FAST, '20:45', before('21:00', '20:34'), '20:34'],
    ['Prometheus was started anew', OUTAGE, '21:04', before('21:00', '20:34'), '20:34'],
    ['it fires as before', OUTAGE, '20:34', before('21:00', '20:34'), '20:34'],
    ['one was calm before', OUTAGE, '21:04', before('21:00', null), '21:04'],
    ['nobody looked for long', OUTAGE, '23:00', before('21:00', '20:34'), '23:00'],
    ['an older one is seen only now', OUTAGE, '20:30', before('21:00', '20:34'), '20:30'],
  ])('stays where it began: %s', (_, name, since, told, expected) => {
    expect(firingSince([alert(name, since)], told)).toBe(at(expected));
  });
});
