import { describe, expect, it } from '@jest/globals';
import { NO_NAMES } from '../domain/incident.js';
import { incidentOf, noon } from '../domain/incident-examples.js';
import { ackPage, noAckPage, type AckPage } from './ack-page.js';

const anna = { kind: 'user', id: 'u-1', name: 'Anna <b>' } as const;
const snooze = {
  at: noon,
  until: new Date(noon.getTime() + 3_600_000),
  by: anna,
  endedAt: null,
};
const sample = {
  sample: true,
  lapsed: false,
  unsnoozed: false,
  runbooks: [],
  moreRunbooks: 0,
  names: NO_NAMES,
};
const page = (changes: Parameters<typeof incidentOf>[0] = {}, more: Partial<AckPage> = {}) =>
  ackPage({
    incident: incidentOf(changes),
    told: {
      sample: false,
      lapsed: false,
      unsnoozed: false,
      runbooks: [],
      moreRunbooks: 0,
      names: NO_NAMES,
    },
    token: 'a-token',
    nonce: 'a-nonce',
    locale: 'en',
    timeZone: 'Europe/Berlin',
    now: noon,
    overtaken: null,
    sentFor: null,
    again: false,
    ...more,
  });

describe('the page of an acknowledgement', () => {
  it('says what it is about, and has one button', () => {
    const html = page();
    expect(html).toContain('<h1>INC-17: Shop burns</h1>');
    expect(html).toContain('<form method="post" action="/ack?token=a-token">');
    expect(html).toContain('value="a-token"');
    expect(html).toContain('value="a-nonce"');
    expect(html.match(/<button/g)).toHaveLength(1);
    expect(html).toContain('href="/incidents/INC-17"');
    expect(html).not.toContain('press once more');
  });

  it.each<[string, Parameters<typeof incidentOf>[0], string]>([
    [
      'who has it',
      { state: 'acknowledged', acknowledgedBy: anna, acknowledgedAt: noon },
      'Anna &lt;b&gt; acknowledged on 02/03, 13:00 CET (12:00 UTC).',
    ],
    [
      'how it ended',
      { state: 'resolved', resolvedBy: anna, resolvedAt: noon },
      'Resolved on 02/03, 13:00 CET (12:00 UTC) by Anna &lt;b&gt;.',
    ],
  ])('says %s, and then has no button', (_, changes, words) => {
    for (const again of [false, true]) {
      const html = page(changes, { again });
      expect(html).toContain(words);
      expect(html).not.toContain('<form');
      expect(html).not.toContain('press once more');
    }
  });

  it('says that it is about the sample, as the mail does', () => {
    expect(page({}, { told: sample })).toContain('<h1>[Sample] INC-17: Shop burns</h1>');
    expect(page({}, { told: sample, locale: 'de' })).toContain('<h1>[Beispiel] INC-17: ');
  });

  it('says how long an acknowledgement holds, before and after, in both languages', () => {
    expect(page()).toContain('Unless it is resolved within 30 minutes you are paged again');
    expect(page({}, { locale: 'de' })).toContain('Ist er in 30 Minuten nicht behoben, werden Sie');
    expect(page({ class: 'ticket' })).not.toContain('30 minutes');
    const taken = { state: 'acknowledged', acknowledgedBy: anna, acknowledgedAt: noon } as const;
    expect(page(taken)).toContain('That holds until 02/03, 13:30 CET (12:30 UTC).');
    expect(page(taken, { locale: 'de' })).toContain('Das gilt bis 02.03., 13:30 MEZ (12:30 UTC).');
    expect(page(taken)).not.toMatch(/Nobody else|any more/);
    const over = { ...taken, state: 'resolved', resolvedBy: anna, resolvedAt: noon } as const;
    expect(page(over)).not.toContain('holds until');
  });

  it('leads to the runbook of what fires, before and after', () => {
    const told = {
      names: NO_NAMES,
      sample: false,
      lapsed: false,
      unsnoozed: false,
      runbooks: ['https://run.example.org/a?b="c'],
      moreRunbooks: 0,
    };
    const link = '<a href="https://run.example.org/a?b=&quot;c" rel="noreferrer">';
    expect(page({}, { told })).toContain(`<li>Runbook: ${link}`);
    expect(page({ state: 'acknowledged', acknowledgedBy: anna }, { told })).toContain(link);
  });

  it.each([
    [0, ''],
    [300, 'x'],
  ])('has its button before everything that grows with the incident', (length, letter) => {
    const runbooks = Array.from({ length: 3 }, (_, n) => `https://run.example.org/${n}`);
    const told = {
      names: NO_NAMES,
      sample: false,
      lapsed: false,
      unsnoozed: false,
      runbooks,
      moreRunbooks: 4,
    };
    const html = page({ title: `T${letter.repeat(length)}` }, { told });
    const at = (text: string) => html.indexOf(text);
    expect(at('<button')).toBeGreaterThan(at('</h1>'));
    expect(at('<ul>')).toBeGreaterThan(at('</form>'));
    expect(html).toContain('<a href="/incidents/INC-17">4 more runbooks stand at the incident');
  });

  it('says as of when it is, and looks again by itself without a script while the incident is open', () => {
    const html = page();
    expect(html).toContain('As of 13:00:00 CET. The page looks again every 10 seconds.');
    const again = '/ack?token=a-token&amp;opened=a-nonce';
    expect(html).toContain(`<meta http-equiv="refresh" content="10;url=${again}">`);
    expect(html).toContain(`<a href="${again}">Look now</a>`);
    const over = page({ state: 'resolved', resolvedBy: anna, resolvedAt: noon });
    expect(over).toContain('As of 13:00:00 CET.');
    expect(over).not.toMatch(/http-equiv|every 10 seconds/);
    expect(page({}, { locale: 'de' })).toContain('Stand 13:00:00 MEZ.');
  });

  it.each([
    ['en', 'acknowledged', 'was acknowledged, and nobody has it now', 'Acknowledge in the console'],
    ['en', 'reopened', 'was resolved, and it is open again', 'Acknowledge in the console'],
    ['en', 'unmerged', 'was merged into another one', 'Acknowledge in the console'],
    [
      'de',
      'acknowledged',
      'quittiert, und jetzt hat ihn niemand mehr',
      'In der Konsole quittieren',
    ],
    ['de', 'reopened', 'behoben, und jetzt ist er wieder offen', 'In der Konsole quittieren'],
    ['de', 'unmerged', 'mit einem anderen zusammengeführt', 'In der Konsole quittieren'],
  ] as const)(
    'of an earlier round says why, and where to acknowledge (%s, %s)',
    (locale, overtaken, words, way) => {
      const html = page({}, { locale, overtaken });
      expect(html).toContain(words);
      expect(html).toMatch(/by the newest mail|mit der neuesten E-Mail/);
      const asleep = page({ snooze }, { locale, overtaken });
      expect(asleep).toContain(words);
      expect(asleep).not.toMatch(/newest mail|neuesten E-Mail|paged anew|neu alarmiert/);
      expect(html).toContain(`<a href="/incidents/INC-17">${way}</a>`);
      expect(html).not.toContain('<form');
      const taken = { state: 'acknowledged', acknowledgedBy: anna, acknowledgedAt: noon } as const;
      expect(page(taken, { locale, overtaken: null })).not.toContain(words);
    },
  );

  it('of one that is snoozed has its button, and says that this ends the snooze', () => {
    expect(page({ snooze })).toContain('<form');
    expect(page({ snooze })).toContain('It is not snoozed any more then.');
    expect(page({ snooze }, { locale: 'de' })).toContain('Zurückgestellt ist er dann nicht mehr.');
    expect(page({ snooze: { ...snooze, endedAt: noon } })).not.toContain('not snoozed any more');
    expect(page()).not.toContain('not snoozed any more');
  });

  it('asks to press once more where nothing was done', () => {
    expect(page({}, { again: true })).toContain('Please press once more.');
  });

  it('speaks the language of its reader, and UTC where nobody said better', () => {
    const taken = { state: 'acknowledged', acknowledgedBy: anna, acknowledgedAt: noon } as const;
    const html = page(taken, { locale: 'de', timeZone: null });
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('hat am 02.03., 12:00 UTC quittiert.');
    expect(page({}, { locale: 'de' })).toContain('>Quittieren</button>');
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'onmouseover='x",
    '{{ constructor }}',
  ])('shows what others wrote as text: %s', (title) => {
    const html = page({ title, subject: title, slo: null }, { token: title });
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/value="[^"]*"[^>]*on/);
    expect(html.match(/<(?:script|img|iframe|link)/g)).toBeNull();
  });

  it.each([
    ['gone', 'This link is not valid any more'],
    ['garbled', 'This link is incomplete or changed'],
    [{ token: 'a token', pressed: false }, 'That does not work right now'],
  ] as const)('says so where there is nothing to show (%j)', (failed, words) => {
    expect(noAckPage('en', failed)).toContain(`<h1>${words}</h1>`);
    expect(noAckPage('de', failed)).toContain('<html lang="de">');
  });

  it('does not say of what was pressed that nothing happened where nobody can know, and lets look again', () => {
    const pressed = noAckPage('en', { token: 'a token', pressed: true });
    expect(pressed).toContain('It is unclear whether your acknowledgement arrived.');
    expect(pressed).toContain('<a href="/ack?token=a%20token">Look again</a>');
    expect(pressed).not.toContain('othing has happened');
    expect(noAckPage('de', { token: 'a', pressed: true })).toContain('Unklar, ob Ihre Quittierung');
    expect(noAckPage('en', { token: 'a', pressed: false })).not.toContain('unclear');
    expect(noAckPage('en', 'gone')).not.toContain('Look again');
  });
});
