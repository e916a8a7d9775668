import { describe, expect, it } from '@jest/globals';
import type { HelpAsked } from './help-asked.js';
import { incidentContent } from './incident-content.js';
import { NO_NAMES } from './incident.js';
import { incidentOf, minutes } from './incident-examples.js';

const told = {
  names: NO_NAMES,
  sample: false,
  lapsed: false,
  unsnoozed: false,
  runbooks: [],
  moreRunbooks: 0,
};
const anna = { kind: 'user', id: 'u-1', name: 'Anna' } as const;

const snooze = { at: minutes(-15), until: minutes(45), by: anna, endedAt: null };

const names = {
  slo: 'Verfügbarkeit',
  sloDeleted: false,
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
          moreRunbooks: 2,
        },
        { locale, timeZone: 'Europe/Berlin' },
      );
      const lines = {
        de: [
          'Betrifft: Verfügbarkeit, Der Shop',
          'Schweregrad: Alarm',
          'Wieder offen: Er war schon behoben',
          'Seit 02.03.2026, 12:54 MEZ (11:54 UTC)',
          '703 Alarme feuern',
          'Niemand hat quittiert',
          'Quittierung verfallen: 30 Minuten lang wurde er nicht behoben',
          'Runbook: https://run.example.org/shop',
          '2 weitere Runbooks stehen beim Vorfall in der Konsole',
        ],
        en: [
          'About: Verfügbarkeit, Der Shop',
          'Severity: Page',
          'Reopened: it had been resolved',
          'Since 02/03/2026, 12:54 CET (11:54 UTC)',
          '703 alerts fire',
          'Nobody has acknowledged it',
          'Its acknowledgement lapsed: it was not resolved for 30 minutes',
          '2 more runbooks stand at the incident in the console',
        ].toSpliced(-1, 0, 'Runbook: https://run.example.org/shop'),
      };
      expect(content).toEqual({
        title: {
          de: 'INC-17 (wieder offen): Verfügbarkeit verbraucht sein Fehlerbudget zu schnell',
          en: 'INC-17 (reopened): Verfügbarkeit burns its error budget too fast',
        }[locale],
        facts: lines[locale].slice(0, -2),
        moreRunbooks: lines[locale].at(-1),
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
      'Severity: Page|Since 02/03/2026, 11:54 UTC|1 alert fires|Acknowledged by Anna',
    ],
    [{ state: 'resolved', firing: 0 }, 'Severity: Page|Since 02/03/2026, 11:54 UTC|Resolved'],
    [
      { state: 'acknowledged', acknowledgedBy: anna, snooze },
      'Snoozed by Anna until 02/03/2026, 12:45 UTC: nobody is paged until then|Severity: Page|Since 02/03/2026, 11:54 UTC|1 alert fires|Acknowledged by Anna',
    ],
  ])('leaves out what there is not, and tells a time that stays true: %j', (changes, lines) => {
    const incident = incidentOf({ subject: null, slo: null, ...changes });
    expect(incidentContent(incident, told, { locale: 'en', timeZone: null }).lines.join('|')).toBe(
      lines,
    );
  });

  it.each([
    ['de', 'INC-17 ist zurückgestellt: ', 'Zurückgestellt von Anna bis '],
    ['en', 'INC-17 is snoozed: ', 'Snoozed by Anna until '],
  ] as const)('begins with it that it is snoozed: it is no page (%s)', (locale, title, line) => {
    const incident = incidentOf({ snooze });
    const content = incidentContent(incident, { ...told, names }, { locale, timeZone: null });
    expect(content.title.slice(0, title.length)).toBe(title);
    expect(content.lines[0]?.slice(0, line.length)).toBe(line);
    const over = incidentOf({ snooze: { ...snooze, endedAt: minutes(-1) } });
    const woken = incidentContent(over, { ...told, names }, { locale, timeZone: null });
    expect(woken.title).toMatch(/^INC-17 \((?:wieder offen|reopened)\): /);
  });

  it('says who had snoozed what is paged about again', () => {
    const incident = incidentOf({
      subject: null,
      slo: null,
      snooze: { ...snooze, endedAt: minutes(-1) },
    });
    const woken = { ...told, unsnoozed: true };
    expect(incidentContent(incident, woken, { locale: 'en', timeZone: null }).lines.at(-1)).toBe(
      'It had been snoozed by Anna: that is over',
    );
    expect(incidentContent(incident, woken, { locale: 'de', timeZone: null }).lines.at(-1)).toBe(
      'Zurückgestellt war er von Anna: Das ist vorbei',
    );
    const taken = { ...incident, state: 'acknowledged', acknowledgedBy: anna } as const;
    expect(incidentContent(taken, woken, { locale: 'en', timeZone: null }).lines.at(-1)).toBe(
      'Acknowledged by Anna',
    );
  });

  it.each<[Partial<HelpAsked>, string, string]>([
    [{ isNotice: true }, 'INC-17 (Nachricht): ', 'INC-17 (notice): '],
    [
      { isNotice: true, roles: ['scribe', 'incident-commander'] },
      'INC-17 (Ihre Rolle: Protokoll, Einsatzleitung): ',
      'INC-17 (your role: scribe, incident commander): ',
    ],
    [{ isNotice: true, roles: [] }, 'INC-17 (keine Rolle mehr): ', 'INC-17 (no role any more): '],
    [
      {
        isNotice: true,
        answers: [
          { name: 'Ben', state: 'accepted' },
          { name: 'Cem', state: 'silent' },
          { name: 'Dora', state: 'declined' },
        ],
      },
      'INC-17 (Ben hilft, Cem antwortet nicht, Dora hilft nicht): ',
      'INC-17 (Ben helps, Cem does not answer, Dora does not help): ',
    ],
    [{ askedBy: 'Ben' }, 'Ben bittet Sie um Hilfe: INC-17: ', 'Ben asks for your help: INC-17: '],
    [{}, 'INC-17: ', 'INC-17: '],
  ])('looks like a page only where it is one: %j', (asked, de, en) => {
    for (const [locale, begins] of Object.entries({ de, en }) as ['de' | 'en', string][]) {
      const { title } = incidentContent(
        incidentOf({}),
        { ...told, ...asked },
        { locale, timeZone: null },
      );
      expect(title.slice(0, begins.length)).toBe(begins);
    }
    const sleeps = incidentContent(
      incidentOf({ snooze }),
      { ...told, isNotice: true },
      {
        locale: 'en',
        timeZone: null,
      },
    );
    expect(sleeps.title).toMatch(/^INC-17 is snoozed: /);
  });

  it.each([
    ['de', 'Ihr Ende wurde gemeldet, aber nicht bestätigt'],
    ['en', 'Their end was told, but is not confirmed'],
  ] as const)('in %s is that nothing bears out an end that was told', (locale, words) => {
    const says = (change: Parameters<typeof incidentOf>[0]) =>
      incidentContent(incidentOf(change), told, { locale, timeZone: null }).facts.includes(words);
    const unconfirmed = { since: minutes(5), reason: 'not-evaluating' } as const;
    expect([says({ firing: 4, ended: 4, unconfirmed }), says({ firing: 4 })]).toEqual([
      true,
      false,
    ]);
  });
});
