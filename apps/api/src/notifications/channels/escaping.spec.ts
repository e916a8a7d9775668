import { describe, expect, it } from '@jest/globals';
import type { Outgoing } from '../domain/channel.js';
import { mailMessage } from './mail/mail-message.js';
import { ntfyMessage } from './ntfy/ntfy-message.js';
import { webhookMessage } from './webhook/webhook-message.js';
import { pushMessage } from './webpush/push-message.js';

/** Each channel: every text of its message in which words of somebody else stand, as the other side reads it. */
const CHANNELS: Readonly<Record<string, (outgoing: Outgoing) => readonly string[]>> = {
  mail: (outgoing) => Object.values(mailMessage(outgoing)),
  ntfy: (outgoing) => {
    const { title, message } = ntfyMessage('t', outgoing, true);
    return [title, message];
  },
  webpush: (outgoing) => {
    const { title, body } = pushMessage(outgoing);
    return [title, body];
  },
  webhook: (outgoing) => {
    const { title, lines } = webhookMessage(outgoing);
    return [title, ...lines];
  },
};
const names = Object.keys(CHANNELS);
/** What a program is posted it shows as it likes: times as they are in RFC 3339, texts as long as they are. */
const read = names.filter((name) => name !== 'webhook');

const outgoing: Outgoing = {
  id: '0f0e0d0c-0b0a-4908-8706-050403020100',
  topicId: 't',
  kind: 'page',
  dueAt: new Date('2026-07-01T01:12:00Z'),
  mayRepeat: false,
  reader: { locale: 'de', timeZone: 'Europe/Berlin' },
  to: null,
  content: {
    title: 'INC-7: checkout burns its budget',
    lines: ['Severity: page'],
    reference: 'INC-7',
    path: '/incidents/INC-7',
    sample: false,
  },
  links: {
    acknowledge: 'https://l.example/ack?token=T',
    console: null,
    confirm: null,
    receipt: null,
  },
};
const said = (name: string, hostile: string): string =>
  CHANNELS[name]?.({
    ...outgoing,
    content: { ...outgoing.content, title: hostile, lines: [hostile] },
  }).join('\n') ?? '';

/** What must not come out as it went in; `mark` is what would act. */
const HOSTILE = [
  ['a header of mail', 'down\r\nBcc: all@example.org', /^Bcc:/m],
  ['a direction of text', 'down\u202e!gnp', /[\u202a-\u202e]/],
  ['an isolate', 'down\u2066x', /[\u2066-\u2069]/],
  ['an escape of terminals', 'down\u001b[31m', /\p{Cc}\[31m/u],
  ['a line of its own', 'down\nAcknowledged', /^Acknowledged/m],
] as const;

describe('words of somebody else', () => {
  it.each(names.flatMap((name) => HOSTILE.map((row) => [name, ...row] as const)))(
    'do nothing in a message by %s: %s',
    (name, _what, hostile, acts) => {
      const text = said(name, hostile);
      expect(text).toContain('down');
      expect(text).not.toMatch(acts);
    },
  );

  it.each(read)('say when it was due in the zone of the reader: %s', (name) => {
    expect(said(name, 'down')).toContain('03:12 MESZ');
  });

  it.each(read)('end where there is no room for more, between two characters: %s', (name) => {
    const [first = ''] = CHANNELS[name]?.({
      ...outgoing,
      content: { ...outgoing.content, title: '🔥'.repeat(5000), lines: [] },
    }) ?? [''];
    expect(first).toMatch(/^🔥+…?/u);
    expect(first.isWellFormed()).toBe(true);
    expect(first.length).toBeLessThan(300);
  });
});
