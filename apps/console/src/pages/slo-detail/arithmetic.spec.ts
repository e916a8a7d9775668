import { describe, expect, it } from '@jest/globals';
import { aReading, aRow } from '../../components/slo/test-rows.js';
import { arithmeticOf } from './arithmetic.js';

describe('arithmeticOf', () => {
  it('shows spent and left so that they add up', () => {
    const reading = aReading({ budget: { leftShare: 0.688199, spentShare: 0.311801 } });
    const sum = arithmeticOf(aRow('a'), reading, 'en');
    expect([sum?.spent, sum?.left]).toEqual(['31.19%', '68.81%']);
  });
  it('takes the projected traffic of a calendar window as the base', () => {
    const objective = {
      ...aRow('a').objective,
      target: '99',
      window: { kind: 'calendar', period: 'month', timeZone: 'UTC' } as const,
    };
    const reading = aReading({ total: 1000, budget: { allowedBad: 30 } });
    expect(arithmeticOf({ objective }, reading, 'de')?.base).toBe('3.000');
  });
  it('is absent without data', () => {
    expect(arithmeticOf(aRow('a'), aReading({ sli: null }), 'en')).toBeNull();
  });
});
