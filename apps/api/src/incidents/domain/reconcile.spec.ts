import { describe, expect, it } from '@jest/globals';
import type { UnconfirmedReason } from '#contract';
import type { Alert } from './alert.js';
import { minutes, noon } from './incident-examples.js';
import { fingerprintOf, type Labels } from './placement.js';
import {
  alert,
  deaf,
  ended,
  fires,
  known,
  labels,
  listed,
  rule,
  says,
  told,
} from './reconcile-examples.js';
import { reconcile, type Reconciled } from './reconcile.js';
import { isSameAlert } from './same-alert.js';

describe('labels of one alert', () => {
  it.each<[string, Labels, Labels, boolean]>([
    ['the same', labels, labels, true],
    ['with external labels', labels, told, true],
    ['with one that relabelling took away', labels, { alertname: 'ShopDown' }, true],
    ['of another instance', labels, { ...told, instance: 'b' }, false],
    ['of another alert', labels, { ...told, alertname: 'Other' }, false],
  ])('%s', (_, a, b, same) => {
    expect([isSameAlert(a, b), isSameAlert(b, a)]).toEqual([same, same]);
  });
});

describe('an end that was told', () => {
  const wait = { prometheus: null, groupIntervalSeconds: 10, watchdogSeconds: 60, severities: {} };
  const heldSince = (at: number) => alert({ endTold: minutes(at), endToldAt: minutes(at) });
  it.each<[string, Partial<Reconciled>, 'over' | 'refuted' | UnconfirmedReason]>([
    ['is believed once its rule was evaluated and does not fire', {}, 'over'],
    ['is wrong when it fires', { evaluated: says([rule({ firing: [fires()] })]) }, 'refuted'],
    [
      'waits while it fires by an evaluation before it',
      { evaluated: says([rule({ evaluatedAt: minutes(-2), firing: [fires()] })]) },
      'still-firing',
    ],
    [
      'waits while its condition is true again',
      { evaluated: says([rule({ pending: [fires()] })]) },
      'still-firing',
    ],
    [
      'is believed when another one of its rule fires',
      { evaluated: says([rule({ firing: [fires({ labels: { ...labels, instance: 'b' } })] })]) },
      'over',
    ],
    [
      'waits while its rule was not evaluated since',
      { evaluated: says([rule({ evaluatedAt: minutes(-2) })]) },
      'not-evaluating',
    ],
    [
      'waits while its rule fails',
      { evaluated: says([rule({ healthy: false })]) },
      'not-evaluating',
    ],
    [
      'waits while one of two rules of its name was not evaluated since',
      { evaluated: says([rule(), rule({ evaluatedAt: minutes(-2) })]) },
      'not-evaluating',
    ],
    [
      'waits for two evaluations of a server that began just now',
      { evaluated: says([rule()], new Date(noon.getTime() - 40_000)) },
      'not-evaluating',
    ],
    [
      'is believed at the second',
      { evaluated: says([rule()], new Date(noon.getTime() - 60_000)) },
      'over',
    ],
    [
      'is believed where its rule is gone and others are evaluated',
      { evaluated: says([rule({ name: 'Other' })]) },
      'over',
    ],
    ['waits where nothing is evaluated at all', { evaluated: says([]) }, 'not-evaluating'],
    ['waits while nobody answers', { evaluated: null }, 'unreachable'],
    [
      'waits for two heartbeats where nobody can be asked',
      { evaluated: null, source: wait, watchdogAt: noon },
      'held',
    ],
    [
      'is believed after two intervals in which heartbeats came',
      { evaluated: null, source: wait, watchdogAt: noon, open: [heldSince(-2)] },
      'over',
    ],
    [
      'waits on where they came in the first one only',
      { evaluated: null, source: wait, watchdogAt: minutes(-1.5), open: [heldSince(-2.1)] },
      'silent',
    ],
    [
      'is not called silent for what we may have missed ourselves',
      {
        evaluated: null,
        source: wait,
        watch: deaf(-1.5, -0.2),
        watchdogAt: minutes(-1.9),
        open: [heldSince(-2.1)],
      },
      'held',
    ],
    [
      'waits for a Prometheus that does not answer, whatever heartbeats come: they are of another group of rules',
      {
        evaluated: null,
        source: { ...wait, prometheus: 'instance' },
        watchdogAt: noon,
        open: [heldSince(-2)],
      },
      'unreachable',
    ],
    [
      'is believed where nothing could bear it out any more',
      { evaluated: null, source: { ...wait, watchdogSeconds: null } },
      'over',
    ],
  ])('%s', (_, changes, verdict) => {
    const found = reconcile(known({ open: [ended], ...changes }), noon);
    const verdicts = [
      ...found.over.map(() => 'over'),
      ...found.refuted.map(() => 'refuted'),
      ...found.unconfirmed.map(({ reason }) => reason),
    ];
    expect(verdicts).toEqual([verdict]);
  });

  it('is over since it was told to be', () => {
    expect(reconcile(known({ open: [ended] }), noon).over).toEqual([
      { is: 'over', alert: ended, at: minutes(-1) },
    ]);
  });
});

describe('an alert whose end nobody told', () => {
  const marked = alert({ absentAt: minutes(-1) });
  it.each<[string, Alert, Partial<Reconciled>, string[]]>([
    ['is noted when neither server knows it', alert(), {}, ['marked 0']],
    ['is over at the second evaluation', marked, {}, ['over 0']],
    ['is not, at the same evaluation', alert({ absentAt: noon }), {}, []],
    ['goes on while it fires', alert(), { evaluated: says([rule({ firing: [fires()] })]) }, []],
    [
      'goes on when it is there again',
      marked,
      { evaluated: says([rule({ pending: [fires()] })]) },
      ['marked null'],
    ],
    ['goes on while Alertmanager knows it', alert(), { listed: [listed()] }, []],
    ['goes on while Alertmanager cannot be asked', marked, { listed: null }, []],
    ['is over where there is no Alertmanager to ask', marked, { listed: undefined }, ['over 0']],
    ['goes on while Prometheus cannot be asked', marked, { evaluated: null }, []],
    ['goes on while its rule fails', marked, { evaluated: says([rule({ healthy: false })]) }, []],
    ['began after the last evaluation', alert({ firingFrom: minutes(1) }), {}, []],
  ])('%s', (_, one, changes, verdicts) => {
    const found = reconcile(known({ open: [one], ...changes }), noon);
    const minute = (at: Date | null) =>
      at === null ? 'null' : (at.getTime() - noon.getTime()) / 6e4;
    expect([
      ...found.over.map(({ at }) => `over ${minute(at)}`),
      ...found.marks.map(({ absentAt }) => `marked ${minute(absentAt)}`),
      ...found.late.map(() => 'late'),
    ]).toEqual(verdicts);
  });

  it('ends under the name by which it was found when it is told of under its own', () => {
    const found = alert({ fingerprint: 'found-1', labels });
    const evaluated = says([rule({ firing: [fires()] })]);
    const { over, late } = reconcile(known({ open: [found, alert()], evaluated }), noon);
    expect([over.map((one) => one.alert.fingerprint), late]).toEqual([['found-1'], []]);
  });
});

describe('what fires and was not told of', () => {
  const evaluated = says([rule({ firing: [fires()] })]);
  const over = alert({ closedUntil: minutes(-1) });
  const before = (state: 'waiting' | 'suppressed', seconds: number) => ({
    digest: fingerprintOf(labels),
    name: 'ShopDown',
    labels,
    severity: 'page' as const,
    state,
    reason: null,
    activeAt: minutes(-9),
    since: new Date(noon.getTime() - seconds * 1000),
  });
  it.each<[string, Partial<Reconciled>, string]>([
    ['waits at first', {}, 'waiting'],
    ['waits for two group intervals', { findings: [before('waiting', 20)] }, 'waiting'],
    ['is late then', { findings: [before('waiting', 21)] }, 'late'],
    [
      'is not late for what could not be delivered here',
      { findings: [before('waiting', 60)], watch: deaf(-0.9, -0.1) },
      'waiting',
    ],
    [
      'is late a while after that',
      { findings: [before('waiting', 120)], watch: deaf(-1.9, -1.1) },
      'late',
    ],
    [
      'is late as well where Alertmanager knows it',
      { findings: [before('waiting', 21)], listed: [listed()] },
      'late',
    ],
    [
      'is taken at once where it was called over, and by a later evaluation has fired all along',
      { closed: [over] },
      'late',
    ],
    [
      'waits where the evaluation is not later than its end',
      { closed: [over], evaluated: says([rule({ evaluatedAt: minutes(-1), firing: [fires()] })]) },
      'waiting',
    ],
    [
      'waits where it began to fire after its end',
      { closed: [alert({ closedUntil: minutes(-9.5) })] },
      'waiting',
    ],
    [
      'waits where another one was over',
      { closed: [alert({ labels: { ...told, instance: 'b' }, closedUntil: minutes(-1) })] },
      'waiting',
    ],
    [
      'is silenced, also where it was called over',
      { closed: [over], listed: [listed({ suppressedBy: 'silence 7' })] },
      'suppressed',
    ],
    [
      'is silenced',
      { findings: [before('waiting', 21)], listed: [listed({ suppressedBy: 'silence 7' })] },
      'suppressed',
    ],
    [
      'is for others',
      { findings: [before('waiting', 99)], listed: [listed({ receivers: ['mail'] })] },
      'elsewhere',
    ],
    [
      'is for us as far as anybody knows whose first word never came',
      { findings: [before('waiting', 99)], listed: [listed({ receivers: ['x'] })], receiver: null },
      'late',
    ],
    [
      'waits anew once its silence is over',
      { findings: [before('suppressed', 99)], listed: [listed()] },
      'waiting',
    ],
    [
      'stays silenced while Alertmanager cannot be asked',
      { findings: [before('suppressed', 99)], listed: null },
      'suppressed',
    ],
    [
      'is late while Alertmanager cannot be asked',
      { findings: [before('waiting', 21)], listed: null },
      'late',
    ],
    ['is known already', { open: [alert()] }, 'nothing'],
    [
      'is no heartbeat',
      {
        evaluated: says([
          rule({ firing: [fires({ name: 'Watchdog', labels: { alertname: 'Watchdog' } })] }),
        ]),
      },
      'nothing',
    ],
    [
      'asks nothing of anybody',
      { evaluated: says([rule({ firing: [fires({ labels: { ...labels, severity: 'info' } })] })]) },
      'nothing',
    ],
    [
      'is remembered while nobody answers',
      { evaluated: null, findings: [before('waiting', 99)] },
      'waiting',
    ],
  ])('%s', (_, changes, outcome) => {
    const { findings, late } = reconcile(known({ evaluated, ...changes }), noon);
    const outcomes = [...findings.map(({ state }) => state), ...late.map(() => 'late')];
    expect(outcomes).toEqual(outcome === 'nothing' ? [] : [outcome]);
  });
});
