import { describe, expect, it } from '@jest/globals';
import { aRow } from '../../components/slo/test-rows.js';
import { targetOf, tiersFor } from '#slo';
import { forecast, PAGE_BUDGET_SHARE, showcase } from './sample-forecast.js';

describe('forecast', () => {
  it('says how fast the budget goes and when the page comes', () => {
    const seen = forecast(aRow('a').objective, 0.05);
    expect(seen?.burn).toBeCloseTo(50, 6);
    expect(seen?.page).toBeCloseTo(137.76, 3);
  });
  it('pages by the quickest tier of the alert rules', () => {
    const quickest = Math.min(
      ...tiersFor({
        window: { kind: 'rolling', duration: '30d' },
        target: targetOf('99.9'),
      }).map(({ budgetShare }) => budgetShare),
    );
    expect(PAGE_BUDGET_SHARE).toBeCloseTo(quickest, 4);
  });
  it('has nothing to say when nothing burns', () => {
    expect(forecast({ ...aRow('a').objective, target: '90' }, 0.05)).toBeNull();
  });
});

describe('showcase', () => {
  it('takes the strictest sample SLO of the shop', () => {
    const rows = [
      aRow('mine'),
      aRow('loose', { sample: true, objective: { ...aRow('x').objective, target: '99' } }),
      aRow('strict', { sample: true }),
    ];
    expect(showcase(rows, 'ratio')?.slug).toBe('strict');
    expect(showcase(rows, 'latency')).toBeUndefined();
  });
});
