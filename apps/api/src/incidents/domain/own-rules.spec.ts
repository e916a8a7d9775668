import { describe, expect, it } from '@jest/globals';
import type { UnconfirmedReason } from '#contract';
import type { Alert } from './alert.js';
import type { EvaluatedRule } from './evaluated.js';
import { minutes, noon } from './incident-examples.js';
import { newestSpan, type OwnRules } from './own-rules.js';
import { NO_SLOS, alert, ended, known, rule, says, told } from './reconcile-examples.js';
import { reconcile } from './reconcile.js';

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
