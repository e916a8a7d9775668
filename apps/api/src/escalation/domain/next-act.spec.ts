import { describe, expect, it } from '@jest/globals';
import { nextAct, type Act, type EscalatedIncident, type LiveRun } from './next-act.js';

const START = Date.parse('2026-03-02T03:12:00Z');
const at = (minutes: number) => new Date(START + minutes * 60_000);
const NOW = at(100);

const incident = (change: Partial<EscalatedIncident> = {}): EscalatedIncident => ({
  state: 'triggered',
  isMerged: false,
  class: 'page',
  triggeredAt: at(0),
  acknowledgedAt: null,
  acknowledgedBy: null,
  snooze: null,
  hold: null,
  epoch: 2,
  ...change,
});
const acknowledged = (minutes: number): Partial<EscalatedIncident> => ({
  state: 'acknowledged',
  acknowledgedAt: at(minutes),
  acknowledgedBy: 'ann',
});
const sleeps = (ended: number | null = null): Partial<EscalatedIncident> => ({
  snooze: { by: 'ann', endedAt: ended === null ? null : at(ended) },
});
const held = (ended: number | null = null): Partial<EscalatedIncident> => ({
  hold: { endedAt: ended === null ? null : at(ended) },
});
const LIVE = { epoch: 2, startedAt: at(1), state: 'running', awaits: false } as const;
const OUTDATED = { ...LIVE, epoch: 1 };
const AWAITING = { ...LIVE, state: 'awaiting', awaits: true } as const;
type Live = Omit<typeof LIVE, 'epoch' | 'state' | 'awaits'> & LiveRun;
const start = (because: string, first: string | null = null) =>
  ({ do: 'start', because, first }) as Act;

describe('what there is to do about an incident', () => {
  it.each<[string, Partial<EscalatedIncident>, Live | null, Live | null, Act]>([
    ['begins', {}, null, null, start('triggered')],
    ['waits for the end of maintenance', held(), null, null, { do: 'nothing' }],
    ['stops for maintenance', held(), LIVE, LIVE, { do: 'stop', why: 'maintenance' }],
    [
      'stops for maintenance, of what somebody has',
      { ...acknowledged(99), ...held() },
      AWAITING,
      AWAITING,
      { do: 'stop', why: 'acknowledged' },
    ],
    [
      'lets nothing lapse in maintenance',
      { ...acknowledged(1), ...held() },
      null,
      LIVE,
      { do: 'nothing' },
    ],
    ['begins at the end of maintenance', held(9), null, LIVE, start('maintenance-ended')],
    ['begins at its end for the first time', held(9), null, null, start('maintenance-ended')],
    [
      'makes nothing of maintenance before it was reopened',
      { ...held(9), triggeredAt: at(10) },
      null,
      LIVE,
      start('reopened'),
    ],
    [
      'makes one run of an end',
      held(9),
      null,
      { ...LIVE, startedAt: at(10) },
      start('unacknowledged'),
    ],
    ['goes on', {}, LIVE, LIVE, { do: 'step' }],
    ['leaves tickets alone', { class: 'ticket' }, null, null, { do: 'nothing' }],
    ['stops when resolved', { state: 'resolved' }, LIVE, LIVE, { do: 'stop', why: 'resolved' }],
    [
      'stops when it turned out to be another one',
      { state: 'resolved', isMerged: true },
      LIVE,
      LIVE,
      { do: 'stop', why: 'merged' },
    ],
    ['stays stopped when resolved', { state: 'resolved' }, null, LIVE, { do: 'nothing' }],
    ['stops when acknowledged', acknowledged(99), LIVE, LIVE, { do: 'stop', why: 'acknowledged' }],
    [
      'goes on for those who still have to acknowledge',
      acknowledged(99),
      AWAITING,
      AWAITING,
      { do: 'await' },
    ],
    [
      'begins to, where its step wants it of everybody',
      acknowledged(99),
      { ...LIVE, awaits: true },
      LIVE,
      { do: 'await' },
    ],
    [
      'stops when all of them have',
      acknowledged(99),
      { ...AWAITING, awaits: false },
      AWAITING,
      { do: 'stop', why: 'acknowledged' },
    ],
    [
      'takes back what led to nothing from them, too',
      acknowledged(70),
      AWAITING,
      AWAITING,
      { do: 'time-out', first: 'ann' },
    ],
    [
      'begins anew when the first acknowledgement is taken back',
      {},
      AWAITING,
      AWAITING,
      start('unacknowledged'),
    ],
    ['stays stopped when acknowledged', acknowledged(71), null, LIVE, { do: 'nothing' }],
    [
      'takes back what led to nothing',
      acknowledged(70),
      null,
      LIVE,
      { do: 'time-out', first: 'ann' },
    ],
    ['begins anew when unacknowledged', {}, null, LIVE, start('unacknowledged')],
    [
      'begins anew when unacknowledged, though its run began as it was triggered',
      { triggeredAt: at(1) },
      null,
      LIVE,
      start('unacknowledged'),
    ],
    ['begins anew when reopened', { triggeredAt: at(90) }, null, LIVE, start('reopened')],
    [
      'asks first who acknowledged lately',
      { ...acknowledged(40), state: 'triggered', triggeredAt: at(90) },
      null,
      LIVE,
      start('reopened', 'ann'),
    ],
    [
      'lets sleep who acknowledged long ago',
      { ...acknowledged(39), state: 'triggered', triggeredAt: at(90) },
      null,
      LIVE,
      start('reopened'),
    ],
    [
      'notices an acknowledgement that came and went',
      {},
      OUTDATED,
      OUTDATED,
      start('unacknowledged'),
    ],
    [
      'notices a resolution that came and went',
      { triggeredAt: at(90) },
      OUTDATED,
      OUTDATED,
      start('reopened'),
    ],
    ['stops when snoozed', sleeps(), LIVE, LIVE, { do: 'stop', why: 'snoozed' }],
    [
      'stops for whoever has it, also when it sleeps',
      { ...acknowledged(99), ...sleeps() },
      LIVE,
      LIVE,
      { do: 'stop', why: 'acknowledged' },
    ],
    ['stays stopped while it sleeps', sleeps(), null, LIVE, { do: 'nothing' }],
    [
      'takes nothing back while it sleeps',
      { ...acknowledged(10), ...sleeps() },
      null,
      LIVE,
      { do: 'nothing' },
    ],
    ['ends with what is over', { ...sleeps(99), state: 'resolved' }, null, LIVE, { do: 'nothing' }],
    [
      'begins anew when it sleeps no more, and asks first who snoozed it',
      sleeps(99),
      null,
      LIVE,
      start('snooze-ended', 'ann'),
    ],
    [
      'begins with it where nothing had begun',
      sleeps(99),
      null,
      null,
      start('snooze-ended', 'ann'),
    ],
    [
      'takes over from a run of before',
      sleeps(99),
      OUTDATED,
      OUTDATED,
      start('snooze-ended', 'ann'),
    ],
    ['goes on with the run that began then', sleeps(1), LIVE, LIVE, { do: 'step' }],
    ['forgets a snooze once another run began', sleeps(0.5), null, LIVE, start('unacknowledged')],
    [
      'forgets a snooze once it was reopened',
      { ...sleeps(80), triggeredAt: at(90) },
      null,
      LIVE,
      start('reopened'),
    ],
  ])('%s', (_, change, live, last, expected) => {
    expect(nextAct(incident(change), live, last, NOW)).toEqual(expected);
  });
});
