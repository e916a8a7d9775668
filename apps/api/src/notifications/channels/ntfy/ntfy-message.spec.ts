import { describe, expect, it } from '@jest/globals';
import type { Outgoing } from '../../domain/channel.js';
import { ntfyMessage } from './ntfy-message.js';

const page: Omit<Outgoing, 'id' | 'topicId' | 'to'> = {
  kind: 'page',
  dueAt: new Date('2026-07-01T01:12:00Z'),
  mayRepeat: false,
  reader: { locale: 'en', timeZone: null },
  content: {
    title: 'INC-7: checkout burns its budget',
    lines: ['Since 03:10'],
    reference: 'INC-7',
    path: '/incidents/INC-7',
    sample: false,
  },
  links: {
    acknowledge: 'https://l.example/ack?token=T',
    console: 'https://l.example/incidents/INC-7',
    confirm: null,
    receipt: null,
  },
};
const VIEWS = [
  { action: 'view', label: 'Acknowledge', url: 'https://l.example/ack?token=T' },
  { action: 'view', label: 'Open', url: 'https://l.example/incidents/INC-7' },
];

describe('a message by ntfy', () => {
  it('says what it is about on a server that is trusted, and takes the acknowledgement', () => {
    expect(ntfyMessage('topic', page, true)).toEqual({
      topic: 'topic',
      title: 'INC-7: checkout burns its budget',
      message: 'Since 03:10\nDue: 01/07/2026, 01:12 UTC',
      priority: 5,
      click: 'https://l.example/ack?token=T',
      actions: VIEWS,
    });
  });

  it.each([
    ['en', 'page', 'INC-7: page', 'The console says what it is about.'],
    ['de', 'page', 'INC-7: Alarm', 'Worum es geht, steht in der Konsole.'],
    ['en', 'status', 'INC-7: message', 'The console says what it is about.'],
  ] as const)(
    'tells any other server its number alone, with the same links (%s, %s)',
    (locale, kind, title, text) => {
      const message = ntfyMessage(
        'topic',
        { ...page, kind, reader: { ...page.reader, locale } },
        false,
      );
      expect(message).toMatchObject({ title, message: expect.stringContaining(text) });
      expect(JSON.stringify(message)).not.toMatch(/checkout|03:10/);
      expect(message.actions.map((one) => one.url)).toEqual(VIEWS.map(({ url }) => url));
    },
  );

  it('that may have come before says so', () => {
    const says = [true, false].map((mayRepeat) =>
      ntfyMessage('topic', { ...page, mayRepeat }, true).message.includes('second time'),
    );
    expect(says).toEqual([true, false]);
  });

  it('with a code is confirmed by a press, and leads nowhere else', () => {
    const confirm = { url: 'https://l.example/api/v1/method-confirmations', token: 'T' };
    const links = { acknowledge: null, console: 'https://l.example/', confirm, receipt: null };
    const { actions, click } = ntfyMessage(
      'topic',
      { ...page, kind: 'verification', links },
      false,
    );
    expect(actions).toEqual([
      expect.objectContaining({
        action: 'http',
        method: 'POST',
        url: confirm.url,
        body: '{"token":"T"}',
      }),
    ]);
    expect(click).toBeUndefined();
    const nowhere = { acknowledge: null, console: null, confirm: null, receipt: null };
    const code = ntfyMessage('topic', { ...page, kind: 'verification', links: nowhere }, false);
    expect([code.actions, code.title]).toEqual([[], page.content.title]);
  });

  it('fits into what ntfy keeps of one', () => {
    const long = { ...page.content, title: '🔥'.repeat(500), lines: ['🔥'.repeat(5000)] };
    const { message, title } = ntfyMessage('topic', { ...page, content: long }, true);
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(4096);
    expect(Buffer.byteLength(title)).toBeLessThanOrEqual(500);
  });
});
