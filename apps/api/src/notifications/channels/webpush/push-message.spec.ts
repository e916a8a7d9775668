import { describe, expect, it } from '@jest/globals';
import type { Outgoing } from '../../domain/channel.js';
import { pushMessage } from './push-message.js';
import { vapidKeys } from './vapid.js';

const LONG_URL = `https://${'l'.repeat(200)}.example`;
const TOKEN = 'T'.repeat(64);
const page: Omit<Outgoing, 'topicId' | 'to'> = {
  id: '0f0e0d0c-0b0a-4908-8706-050403020100',
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
    acknowledge: `${LONG_URL}/ack?token=${TOKEN}`,
    console: `${LONG_URL}/incidents/INC-7`,
    confirm: null,
    receipt: { url: `${LONG_URL}/api/v1/push-receipts`, token: TOKEN },
  },
};

describe('what is pushed to a browser', () => {
  it('says what it is about, where to acknowledge, and how it is told that it arrived', () => {
    expect(pushMessage(page)).toEqual({
      id: page.id,
      kind: 'page',
      lang: 'en',
      title: 'INC-7: checkout burns its budget',
      body: 'Since 03:10\nDue: 01/07/2026, 01:12 UTC',
      url: page.links.console,
      acknowledge: { label: 'Acknowledge', url: page.links.acknowledge },
      confirm: null,
      receipt: page.links.receipt,
    });
  });

  it.each([
    ['de', 'Drücken Sie hier'],
    ['en', 'Press here'],
  ] as const)('is to be pressed to prove that it came (%s)', (locale, words) => {
    const confirm = { url: 'https://l.example/c', token: 'T' };
    const asked = { ...page, links: { ...page.links, acknowledge: null, confirm } };
    const message = pushMessage({ ...asked, reader: { locale, timeZone: null } });
    expect(message.body.startsWith(words)).toBe(true);
    expect([message.confirm, message.acknowledge]).toEqual([confirm, null]);
  });

  it('stays below 3 kB, whatever it is about', () => {
    const long = { ...page.content, title: '🔥'.repeat(500), lines: ['🔥'.repeat(5000)] };
    const text = JSON.stringify(pushMessage({ ...page, content: long, mayRepeat: true }));
    expect(Buffer.byteLength(text)).toBeLessThan(3000);
  });
});

describe('the keys by which push services know this instance', () => {
  it('are the same for the same secret, others for another, and a pair', () => {
    const [one, again, other] = ['a', 'a', 'b'].map((secret) => vapidKeys(secret.repeat(32)));
    expect(one).toEqual(again);
    expect(other?.publicKey).not.toBe(one?.publicKey);
    expect(Buffer.from(one?.publicKey ?? '', 'base64url')).toHaveLength(65);
    expect(Buffer.from(one?.privateKey ?? '', 'base64url')).toHaveLength(32);
  });
});
