import { describe, expect, it } from '@jest/globals';
import { signed, webhookMessage, writtenSecret } from './webhook-message.js';

describe('what a program is posted', () => {
  it('is signed as the others expect it: the worked example of Standard Webhooks', () => {
    expect(
      signed(
        'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
        'msg_p5jXN8AQM9LWM0D4loKWxJek',
        new Date(1_614_265_330_999),
        '{"test": 2432232314}',
      ),
    ).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('has a secret of which every byte counts', () => {
    expect(writtenSecret(Buffer.from('secret'))).toBe('whsec_c2VjcmV0');
  });

  it('says what it is, what it is about and where to go', () => {
    const links = {
      acknowledge: 'https://l.example/ack?token=T',
      console: null,
      confirm: null,
      receipt: null,
    };
    const content = {
      title: 'down\nx',
      lines: ['a\u202eb'],
      reference: 'INC-7',
      path: '/',
      sample: true,
    };
    const dueAt = new Date('2026-07-01T01:12:00Z');
    expect(
      webhookMessage({ id: 'n', kind: 'page', dueAt, mayRepeat: true, content, links }),
    ).toEqual({
      id: 'n',
      type: 'page',
      dueAt: '2026-07-01T01:12:00.000Z',
      mayRepeat: true,
      reference: 'INC-7',
      title: 'down x',
      lines: ['a b'],
      sample: true,
      links,
    });
  });
});
