import { describe, expect, it } from '@jest/globals';
import { unknownContent } from '../../domain/unknown-content.js';
import { mailMessage } from './mail-message.js';

const dueAt = new Date('2026-07-01T01:12:00Z');
const content = {
  title: 'INC-7: checkout burns its budget',
  lines: ['Since 03:10', 'Severity: page'],
  reference: 'INC-7',
  path: '/incidents/INC-7',
  sample: false,
};
const links = {
  acknowledge: 'https://l.example/ack?token=T',
  console: 'https://l.example/i/7',
  confirm: null,
  receipt: null,
};
const berlin = { locale: 'de', timeZone: 'Europe/Berlin' } as const;
const page = { kind: 'page', content, dueAt, reader: berlin, links, mayRepeat: false } as const;

describe('a message', () => {
  it('says what it is about, where to act, and when it was due in the zone of its reader', () => {
    expect(mailMessage(page)).toEqual({
      subject: 'INC-7: checkout burns its budget',
      text: [
        'INC-7: checkout burns its budget',
        'Since 03:10',
        'Severity: page',
        '',
        'Quittieren:',
        'https://l.example/ack?token=T',
        '',
        'In der Konsole:',
        'https://l.example/i/7',
        '',
        'Diese Nachricht war fällig am 01.07.2026, 03:12 MESZ (01:12 UTC).',
        'Sie erhalten diese Nachricht von Leitstand, weil diese Adresse zu Ihren Wegen der Benachrichtigung gehört.',
        '',
      ].join('\n'),
    });
  });

  it.each([
    ['de', 'zum zweiten Mal'],
    ['en', 'a second time'],
  ] as const)('that may have come before says so, and no other does (%s)', (locale, words) => {
    const reader = { locale, timeZone: null };
    const says = [true, false].map((again) =>
      mailMessage({ ...page, reader, mayRepeat: again }).text.includes(words),
    );
    expect(says).toEqual([true, false]);
  });

  it('names UTC alone where no zone is known, and no address that nobody could open', () => {
    const nowhere = { acknowledge: null, console: null, confirm: null, receipt: null };
    const reader = { locale: 'en', timeZone: null } as const;
    const { text } = mailMessage({ ...page, reader, links: nowhere });
    expect(text).toContain('This message was due on 01/07/2026, 01:12 UTC.\n');
    expect(text).not.toMatch(/Acknowledge|console|http/);
  });

  it('with a code leads nowhere, and does not say that its reader asked to be reached', () => {
    const { text } = mailMessage({
      ...page,
      kind: 'verification',
      reader: { locale: 'en', timeZone: null },
      links: { acknowledge: null, console: 'https://l.example', confirm: null, receipt: null },
    });
    expect(text).not.toMatch(/http|ways to reach you/);
  });

  it.each([
    ['de', '[Beispiel] '],
    ['en', '[Sample] '],
  ] as const)('of the sample says so first (%s)', (locale, mark) => {
    const { subject } = mailMessage({
      ...page,
      content: { ...content, sample: true },
      reader: { locale, timeZone: null },
    });
    expect(subject).toBe(mark + content.title);
  });

  it('is kept to its lines: no header, no line and no direction of text of somebody else', () => {
    const hostile = {
      ...content,
      title: 'down\r\nBcc: all@example.org\u202e!',
      lines: ['one\ntwo\u2066'],
    };
    const { subject, text } = mailMessage({ ...page, content: hostile });
    expect(subject).toBe('down Bcc: all@example.org !');
    expect(text.split('\n').slice(0, 2)).toEqual(['down Bcc: all@example.org !', 'one two']);
  });

  it('has a subject of at most 200 characters', () => {
    const { subject } = mailMessage({ ...page, content: { ...content, title: 'x'.repeat(300) } });
    expect(subject).toBe(`${'x'.repeat(199)}…`);
  });

  it.each([
    ['de', 'Sie werden alarmiert'],
    ['en', 'You are being paged'],
  ] as const)('goes out even when nobody knows what it is about (%s)', (locale, title) => {
    expect(unknownContent(locale)).toMatchObject({ title, path: '/', sample: false });
  });
});
