import { describe, expect, it } from '@jest/globals';
import { NO_NAMES } from '../domain/incident.js';
import { incidentOf, noon } from '../domain/incident-examples.js';
import { ackPage, noAckPage, type AckPage } from './ack-page.js';

const anna = { kind: 'user', id: 'u-1', name: 'Anna <b>' } as const;
const page = (changes: Parameters<typeof incidentOf>[0] = {}, more: Partial<AckPage> = {}) =>
  ackPage({
    incident: incidentOf(changes),
    names: NO_NAMES,
    sample: false,
    token: 'a-token',
    nonce: 'a-nonce',
    locale: 'en',
    timeZone: 'Europe/Berlin',
    now: noon,
    again: false,
    ...more,
  });

describe('the page of an acknowledgement', () => {
  it('says what it is about, and has one button', () => {
    const html = page();
    expect(html).toContain('<h1>INC-17: Shop burns</h1>');
    expect(html).toContain('<form method="post" action="/ack">');
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
    expect(page({}, { sample: true })).toContain('<h1>[Sample] INC-17: Shop burns</h1>');
    expect(page({}, { sample: true, locale: 'de' })).toContain('<h1>[Beispiel] INC-17: ');
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
    [true, 'This link is not valid any more'],
    [false, 'That does not work right now'],
  ])('says so where there is nothing to show (%s)', (gone, words) => {
    expect(noAckPage('en', gone)).toContain(`<h1>${words}</h1>`);
    expect(noAckPage('de', gone)).toContain('<html lang="de">');
  });
});
