import { describe, expect, it } from '@jest/globals';
import { heartbeatState, isOutOfReach, sourceState } from './source-state.js';

const fine = {
  silent: false,
  lastOutcome: 'taken',
  disagreement: { waiting: 0, suppressed: 0, elsewhere: 0, unconfirmed: 0 },
  reconcileTrouble: null,
  tokenPrefix: 'lsa_abcdefgh',
  lastDeliveryAt: '2026-11-20T12:00:00Z',
} as const;
const { disagreement } = fine;

describe('how a source of alerts stands', () => {
  it.each<[string, Partial<Parameters<typeof sourceState>[0]>, string]>([
    ['delivered', {}, 'heard'],
    ['not yet delivered', { lastOutcome: null, lastDeliveryAt: null }, 'unheard'],
    ['no token', { tokenPrefix: null, lastOutcome: null, lastDeliveryAt: null }, 'no-token'],
    ['a Prometheus that does not answer', { reconcileTrouble: 'down' }, 'uncompared'],
    [
      'what fires and never arrived',
      { disagreement: { ...disagreement, waiting: 1 } },
      'disagrees',
    ],
    ['ends nobody bears out', { disagreement: { ...disagreement, unconfirmed: 1 } }, 'disagrees'],
    ['sent nonsense', { lastOutcome: 'unreadable', reconcileTrouble: 'down' }, 'rejected'],
    ['sent too much', { lastOutcome: 'too-large' }, 'rejected'],
    ['silence', { silent: true, lastOutcome: 'unreadable' }, 'silent'],
  ])('%s', (_, signs, state) => {
    expect(sourceState({ ...fine, ...signs })).toBe(state);
  });
});

describe('how a heartbeat stands', () => {
  it.each([
    [{ silent: true, tokenPrefix: 'lhb_', lastPingAt: null }, 'silent'],
    [{ silent: false, tokenPrefix: null, lastPingAt: null }, 'no-token'],
    [{ silent: false, tokenPrefix: 'lhb_', lastPingAt: null }, 'unheard'],
    [{ silent: false, tokenPrefix: 'lhb_', lastPingAt: '2026-11-20T12:00:00Z' }, 'heard'],
  ] as const)('%j is %s', (signs, state) => {
    expect(heartbeatState(signs)).toBe(state);
  });
});

describe('whether a person may give up the alerts of a source', () => {
  const near = { prometheus: null, reconcileTrouble: null, watchdogSeconds: 60, silent: false };
  it.each([
    ['its Prometheus answers', { prometheus: 'instance' }, false],
    [
      'its Prometheus answers, and its Watchdog is silent',
      { prometheus: 'instance', silent: true },
      false,
    ],
    ['its Prometheus does not answer', { prometheus: 'instance', reconcileTrouble: 'down' }, true],
    ['its Watchdog is heard', {}, false],
    ['its Watchdog is silent', { silent: true }, true],
    ['nothing is expected of it', { watchdogSeconds: null }, true],
  ])('%s', (_, signs, may) => {
    expect(isOutOfReach({ ...near, ...signs })).toBe(may);
  });
});
