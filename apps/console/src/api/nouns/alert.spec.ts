import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ALERT_TIERS } from '#slo';
import { runbookOf, tierOfAlert } from './alert.js';

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
