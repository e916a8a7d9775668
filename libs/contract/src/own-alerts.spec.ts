import { describe, expect, it } from '@jest/globals';
import { alertTitle, incidentTitle } from './own-alerts.js';
import type { IncidentOrigin } from './incidents.js';

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

describe('what an incident is called', () => {
  const late = 'The heartbeat "nightly-backup" is late: Backup (nightly)';
  const silent = 'The source of alerts "grafana" is silent: Grafana: "DE"';
  const of = { rule: null, slo: null, names: { slo: null } };

  it.each<[IncidentOrigin, string, string]>([
    ['heartbeat', late, 'Das Lebenszeichen „nightly-backup“ ist überfällig: Backup (nightly)'],
    ['source', silent, 'Die Quelle von Alarmen „grafana“ ist verstummt: Grafana: "DE"'],
    ['people', late, late],
    ['heartbeat', 'Der Nachtlauf fehlt', 'Der Nachtlauf fehlt'],
  ])('that began with %s: %s', (origin, title, german) => {
    expect(incidentTitle({ ...of, origin, title }, 'de')).toBe(german);
    expect(incidentTitle({ ...of, origin, title }, 'en')).toBe(title);
  });

  it('is what its alert says where it began with one', () => {
    const title = 'shop-availability is no longer measured';
    const began = { title, rule: 'LeitstandNoData', origin: 'alerts' as const };
    expect(incidentTitle({ ...began, slo: slo.slug, names: { slo: slo.name } }, 'de')).toBe(
      'Availability of the shop wird nicht mehr gemessen',
    );
    expect(incidentTitle({ ...began, slo: slo.slug, names: { slo: null } }, 'de')).toBe(
      'shop-availability wird nicht mehr gemessen',
    );
  });
});
