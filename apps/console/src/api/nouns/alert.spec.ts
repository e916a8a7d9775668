import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ALERT_TIERS } from '#slo';
import { burnFactorOf, runbookOf, tierOfAlert, withoutRelabelled } from './alert.js';

describe('the tier of an alert', () => {
  it('is that of the alert rules', () => {
    expect(ALERT_TIERS.map(({ alert }) => tierOfAlert(alert))).toEqual(
      ALERT_TIERS.map(({ key }) => key),
    );
    expect(tierOfAlert('LeitstandNoData')).toBeNull();
    expect(tierOfAlert('toString')).toBeNull();
  });
});

describe('the runbook of an alert', () => {
  it('is the one of the objective when it has one', () => {
    expect(runbookOf('LeitstandNoData', 'https://wiki.example.com/shop')).toBe(
      'https://wiki.example.com/shop',
    );
  });

  it.each([
    ...ALERT_TIERS.map(({ alert }) => alert),
    'LeitstandBudgetExhausted',
    'LeitstandNoData',
  ])('of %s is a page of ours otherwise', (alert) => {
    const page = runbookOf(alert, null).replace('/runbooks/leitstand/', 'docs/runbooks/');
    expect(existsSync(`${page}.md`)).toBe(true);
    expect(runbookOf(alert, '')).toBe(runbookOf(alert, null));
  });
});

describe('how fast an alert says the budget goes', () => {
  const description =
    'Over 5m and over 2m the error budget of shop is spent 7.26 times as fast as allowed.';

  it.each([
    ['LeitstandBudgetBurnFast', { description }, 7.26],
    ['LeitstandBudgetBurnFast', { description: 'is spent too fast; the alert is held' }, null],
    ['LeitstandBudgetBurnFast', {}, null],
    ['Foreign', { description }, null],
  ])('%s with %j: %s', (name, annotations, factor) => {
    expect(burnFactorOf({ name, annotations })).toBe(factor);
  });
});

describe('the alerts of an incident', () => {
  const alert = (firing: boolean, labels: Record<string, string>) => ({ firing, labels });

  it('are listed once where one fires on with another team', () => {
    const now = alert(true, { alertname: 'A', team: 'new' });
    const other = alert(false, { alertname: 'B', team: 'old' });
    const before = alert(false, { alertname: 'A', team: 'old' });
    expect(withoutRelabelled([now, before, other])).toEqual([now, other]);
  });
});
