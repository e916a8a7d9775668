import { describe, expect, it } from '@jest/globals';
import type { UnconfirmedReason } from '#contract';
import type { Alert } from './alert.js';
import { Evaluated, type EvaluatedRule, type FiringAlert } from './evaluated.js';
import { minutes, noon } from './incident-examples.js';
import { fingerprintOf, type Labels } from './placement.js';
import { reconcile, type ListedAlert, type Reconciled } from './reconcile.js';
import { newestSpan, type OwnRules } from './own-rules.js';
import { LOOK_MS } from './silence.js';
import { isSameAlert } from './same-alert.js';

const labels = { alertname: 'ShopDown', severity: 'page', instance: 'a' };
const told = { ...labels, leitstand_url: 'http://console.example' };
const fires = (changes: Partial<FiringAlert> = {}): FiringAlert => ({
  name: 'ShopDown',
  labels,
  annotations: {},
  activeAt: minutes(-9),
  ...changes,
});
const rule = (changes: Partial<EvaluatedRule> = {}): EvaluatedRule => ({
  name: 'ShopDown',
  evaluatedAt: noon,
  intervalMs: 30_000,
  healthy: true,
  firing: [],
  pending: [],
  ...changes,
});
const says = (rules: EvaluatedRule[], startedAt: Date | null = minutes(-600)) =>
  new Evaluated(noon, rules, startedAt);
const listed = (changes: Partial<ListedAlert> = {}): ListedAlert => ({
  fingerprint: 'f-1',
  labels: told,
  suppressedBy: null,
  receivers: ['leitstand'],
  ...changes,
});
const alert = (changes: Partial<Alert> = {}): Alert =>
  ({
    fingerprint: 'f-1',
    name: 'ShopDown',
    labels: told,
    firingFrom: minutes(-5),
    closedUntil: null,
    endTold: null,
    endToldAt: null,
    absentAt: null,
    ...changes,
  }) as Alert;
const ended = alert({ endTold: minutes(-1), endToldAt: minutes(-1) });
const deaf = (from: number, to: number) => ({
  lookedAt: minutes(to),
  pauses: [{ from: minutes(from), to: minutes(to), deafMs: (to - from) * 60_000 - LOOK_MS }],
});
const NO_SLOS: OwnRules = {
  slos: new Set(),
  spans: new Map(),
  isAnyLoaded: false,
  isSetAside: false,
};
const known = (changes: Partial<Reconciled> = {}): Reconciled => ({
  source: {
    prometheus: 'instance',
    groupIntervalSeconds: 10,
    watchdogSeconds: null,
    severities: {},
  },
  watchdogAt: null,
  watch: { lookedAt: noon, pauses: [] },
  receiver: 'leitstand',
  open: [],
  closed: [],
  findings: [],
  evaluated: says([rule()]),
  own: NO_SLOS,
  listed: [],
  ...changes,
});

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

describe('the end of an alert of our own rules', () => {
  const name = 'LeitstandBudgetBurnFast';
  const ofSlo = { name, labels: { alertname: name, severity: 'page', slo: 'shop' } };
  const burns = alert({ ...ofSlo, endTold: minutes(-1), endToldAt: minutes(-1) });
  const shop = new Set(['shop']);
  const span = (from: number, to: number) =>
    new Map([['shop', { from: minutes(from), to: minutes(to) }]]);
  const own = (changes: Partial<OwnRules> = {}): OwnRules => ({
    ...NO_SLOS,
    slos: shop,
    isAnyLoaded: true,
    spans: span(-20, 0),
    ...changes,
  });
  const fleet = rule({ name });
  const other = rule({ name: 'Other' });
  it.each<[string, readonly EvaluatedRule[], OwnRules, 'over' | UnconfirmedReason]>([
    ['is believed while its rules are evaluated', [fleet], own(), 'over'],
    ['is not where its rule is gone and others are evaluated', [other], own(), 'not-evaluating'],
    [
      'is not where all but its rule is there',
      [other, rule({ name: 'LeitstandNoData' })],
      own(),
      'not-evaluating',
    ],
    [
      'is not where the rule is there that all share, and what it reads of this SLO is not',
      [fleet],
      own({ spans: new Map() }),
      'not-evaluating',
    ],
    [
      'is not where that went before the end',
      [fleet],
      own({ spans: span(-20, -1.1) }),
      'not-evaluating',
    ],
    ['is where that was evaluated at the end', [fleet], own({ spans: span(-20, -1) }), 'over'],
    [
      'is not where that came back, until the second evaluation',
      [fleet],
      own({ spans: span(-0.9, 0) }),
      'not-evaluating',
    ],
    ['is at the second one', [fleet], own({ spans: span(-1, 0) }), 'over'],
    [
      'is not at the second one of another rule, which is evaluated more often',
      [rule({ name, intervalMs: 120_000 })],
      own({ spans: span(-1, 0) }),
      'not-evaluating',
    ],
    [
      'is believed where its SLO is deleted, also with its rule',
      [rule({ name: 'LeitstandNoData' })],
      own({ slos: new Set(), spans: new Map() }),
      'over',
    ],
    [
      'is believed where the last SLO is deleted, and the rules that all shared with it',
      [other],
      own({ slos: new Set(), spans: new Map(), isAnyLoaded: false }),
      'over',
    ],
  ])('of an SLO %s', (_, rules, rulesOfOurs, verdict) => {
    const { over, unconfirmed } = reconcile(
      known({ open: [burns], evaluated: says([...rules]), own: rulesOfOurs }),
      noon,
    );
    expect([...over.map(() => 'over'), ...unconfirmed.map(({ reason }) => reason)]).toEqual([
      verdict,
    ]);
  });

  it.each<[string, Partial<Alert>, OwnRules, boolean]>([
    ['of an instance about itself, whose rule is gone', { name: 'LeitstandDiskLow' }, own(), false],
    ['of others, while ours are gone as well', {}, own(), false],
    [
      'of others, while files are set aside',
      {},
      own({ isAnyLoaded: false, isSetAside: true }),
      false,
    ],
    ['of others, where there are none of ours', {}, own({ isAnyLoaded: false }), true],
    [
      'of a rule of others that is about one of our SLOs',
      { labels: { ...told, slo: 'shop' } },
      own({ isAnyLoaded: false, spans: new Map() }),
      true,
    ],
  ])('%s', (_, changes, rulesOfOurs, isOver) => {
    const one = { ...ended, ...changes };
    const { over } = reconcile(
      known({ open: [one], evaluated: says([other]), own: rulesOfOurs }),
      noon,
    );
    expect(over.length > 0).toBe(isOver);
  });

  it('is not found in its absence while its rules are gone', () => {
    const silent = alert({ ...ofSlo, absentAt: minutes(-1) });
    const found = reconcile(known({ open: [silent], evaluated: says([other]), own: own() }), noon);
    expect([found.over, found.marks]).toEqual([[], []]);
  });

  it('is refuted by its rule although what that reads is not known for long', () => {
    const firing = { name, labels: ofSlo.labels, annotations: {}, activeAt: minutes(-9) };
    const evaluated = says([rule({ name, firing: [firing] })]);
    const { refuted } = reconcile(
      known({ open: [burns], evaluated, own: own({ spans: new Map() }) }),
      noon,
    );
    expect(refuted).toHaveLength(1);
  });
});

describe('the time in which rules were evaluated', () => {
  it.each<[string, number[], [number, number] | null]>([
    ['is none without evaluations', [], null],
    ['goes from the first to the newest', [-1, 0, -0.5, -1.5], [-1.5, 0]],
    ['goes on over one that was missed', [-2, -1, 0], [-2, 0]],
    ['begins anew after two', [-3, -1.5, -1, 0], [-1.5, 0]],
  ])('%s', (_, times, span) => {
    const found = newestSpan(times.map((at) => minutes(at)));
    expect(found && [found.from, found.to]).toEqual(span && span.map((at) => minutes(at)));
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
