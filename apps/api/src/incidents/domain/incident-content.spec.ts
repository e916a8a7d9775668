import { describe, expect, it } from '@jest/globals';
import { incidentContent } from './incident-content.js';
import { NO_NAMES } from './incident.js';
import { incidentOf, minutes, noon } from './incident-examples.js';

const told = { names: NO_NAMES, sample: false, lapsed: false, unsnoozed: false, runbooks: [] };
const anna = { kind: 'user', id: 'u-1', name: 'Anna' } as const;

const snooze = { at: minutes(-15), until: minutes(45), by: anna, endedAt: null };

const names = {
  slo: 'Verfügbarkeit',
  subject: 'Der Shop',
  team: null,
  source: null,
  rule: 'LeitstandBudgetBurnFast',
  reopened: true,
};

describe('what a notification says of an incident', () => {
  it.each(['de', 'en'] as const)(
    'in %s is what, where, how bad, since when, and who has it',
    (locale) => {
      const content = incidentContent(
        incidentOf({ firing: 3, folded: 700 }),
        {
          names,
          sample: true,
          lapsed: true,
          unsnoozed: false,
          runbooks: ['https://run.example.org/shop'],
        },
        locale,
        noon,
      );
      const lines = {
        de: [
          'Betrifft: Verfügbarkeit, Der Shop',
          'Schweregrad: Alarm',
          'Wieder offen: Er war schon behoben',
          'Seit 6 Minuten',
          '703 Alarme feuern',
          'Niemand hat quittiert',
          'Quittierung verfallen: 30 Minuten lang wurde er nicht behoben',
          'Runbook: https://run.example.org/shop',
        ],
        en: [
          'About: Verfügbarkeit, Der Shop',
          'Severity: Page',
          'Reopened: it had been resolved',
          'For 6 minutes',
          '703 alerts fire',
          'Nobody has acknowledged it',
          'Its acknowledgement lapsed: it was not resolved for 30 minutes',
          'Runbook: https://run.example.org/shop',
        ],
      };
      expect(content).toEqual({
        title: {
          de: 'INC-17 (wieder offen): Verfügbarkeit verbraucht sein Fehlerbudget zu schnell',
          en: 'INC-17 (reopened): Verfügbarkeit burns its error budget too fast',
        }[locale],
        lines: lines[locale],
        reference: 'INC-17',
        path: '/incidents/INC-17',
        sample: true,
      });
    },
  );

  it.each<[Parameters<typeof incidentOf>[0], string]>([
    [
      { state: 'acknowledged', acknowledgedBy: anna },
      'Severity: Page|For 6 minutes|1 alert fires|Acknowledged by Anna',
    ],
    [{ state: 'resolved', firing: 0 }, 'Severity: Page|For 6 minutes|Resolved'],
    [
      { startedAt: minutes(-1) },
      'Severity: Page|For 1 minute|1 alert fires|Nobody has acknowledged it',
    ],
    [
      { startedAt: minutes(-0.9) },
      'Severity: Page|Just now|1 alert fires|Nobody has acknowledged it',
    ],
    [
      { startedAt: minutes(-180) },
      'Severity: Page|For 3 hours|1 alert fires|Nobody has acknowledged it',
    ],
    [
      { state: 'acknowledged', acknowledgedBy: anna, snooze },
      'Severity: Page|For 6 minutes|1 alert fires|Acknowledged by Anna|Snoozed by Anna for another 45 minutes: nobody is paged until then',
    ],
  ])('leaves out what there is not, and tells how long in words: %j', (changes, lines) => {
    const incident = incidentOf({ subject: null, slo: null, ...changes });
    expect(incidentContent(incident, told, 'en', noon).lines.join('|')).toBe(lines);
  });

  it('says who had snoozed what is paged about again', () => {
    const incident = incidentOf({
      subject: null,
      slo: null,
      snooze: { ...snooze, endedAt: minutes(-1) },
    });
    const woken = { ...told, unsnoozed: true };
    expect(incidentContent(incident, woken, 'en', noon).lines.at(-1)).toBe(
      'It had been snoozed by Anna: that is over',
    );
    expect(incidentContent(incident, woken, 'de', noon).lines.at(-1)).toBe(
      'Zurückgestellt war er von Anna: Das ist vorbei',
    );
    const taken = { ...incident, state: 'acknowledged', acknowledgedBy: anna } as const;
    expect(incidentContent(taken, woken, 'en', noon).lines.at(-1)).toBe('Acknowledged by Anna');
  });
});
