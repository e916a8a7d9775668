import { describe, expect, it } from '@jest/globals';
import { alertTitle } from './own-alerts.js';

const slo = { slug: 'shop-availability', name: 'Availability of the shop' };

describe('what an alert says', () => {
  it.each<[string | null, string, string]>([
    [
      'LeitstandBudgetBurnFast',
      'shop-availability burns its error budget 7.26 times as fast as allowed',
      'Availability of the shop verbraucht sein Fehlerbudget zu schnell',
    ],
    [
      'LeitstandNoData',
      'shop-availability has never been measured',
      'Availability of the shop wurde noch nie gemessen',
    ],
    [
      'LeitstandNoData',
      'Objectives in DE have never been measured',
      'SLOs in DE wurden noch nie gemessen',
    ],
    ['LeitstandRulesFailing', 'Rules of shop fail', 'Regeln von shop schlagen fehl'],
    ['LeitstandNobodyPaged', 'Incidents page nobody', 'Über Vorfälle wird niemand alarmiert'],
    ['LeitstandNobodyPaged', '2 incidents page nobody', '2 incidents page nobody'],
    ['QueueStuck', 'Rules of shop fail', 'Rules of shop fail'],
    [null, 'Rules of shop fail', 'Rules of shop fail'],
  ])('of %s (%s) in German: %s', (rule, said, german) => {
    expect(alertTitle(rule, said, slo, 'de')).toBe(german);
  });

  it('names the SLO as people do, in English as well; a rule about none leaves it', () => {
    const said = 'shop-availability is no longer measured';
    expect(alertTitle('LeitstandNoData', said, slo, 'en')).toBe(
      'Availability of the shop is no longer measured',
    );
    expect(alertTitle('LeitstandBudgetBurnSlow', said, null, 'de')).toBe(said);
  });
});
