import { describe, expect, it } from '@jest/globals';
import { incidentContent } from './incident-content.js';
import { incidentOf, minutes, noon } from './incident-examples.js';

const anna = { kind: 'user', id: 'u-1', name: 'Anna' } as const;

describe('what a notification says of an incident', () => {
  it.each(['de', 'en'] as const)(
    'in %s is what, where, how bad, since when, and who has it',
    (locale) => {
      const content = incidentContent(incidentOf({ firing: 3, folded: 700 }), true, locale, noon);
      const lines = {
        de: [
          'Betrifft: shop-availability, shop',
          'Schwere: page',
          'Seit 6 Minuten',
          '703 Alarme feuern',
          'Niemand hat quittiert',
        ],
        en: [
          'About: shop-availability, shop',
          'Severity: page',
          'For 6 minutes',
          '703 alerts fire',
          'Nobody has acknowledged it',
        ],
      };
      expect(content).toEqual({
        reference: 'INC-17',
        title: 'INC-17: Shop burns',
        lines: lines[locale],
        path: '/incidents/INC-17',
        sample: true,
      });
    },
  );

  it.each<[Parameters<typeof incidentOf>[0], string]>([
    [
      { state: 'acknowledged', acknowledgedBy: anna },
      'Severity: page|For 6 minutes|1 alert fires|Acknowledged by Anna',
    ],
    [{ state: 'resolved', firing: 0 }, 'Severity: page|For 6 minutes|Resolved'],
    [
      { startedAt: minutes(-1) },
      'Severity: page|Just now|1 alert fires|Nobody has acknowledged it',
    ],
    [
      { startedAt: minutes(-180) },
      'Severity: page|For 3 hours|1 alert fires|Nobody has acknowledged it',
    ],
  ])('leaves out what there is not, and tells how long in words: %j', (changes, lines) => {
    const incident = incidentOf({ subject: null, slo: null, ...changes });
    expect(incidentContent(incident, false, 'en', noon).lines.join('|')).toBe(lines);
  });
});
