import { describe, expect, it } from '@jest/globals';
import { here, noticeOf, placeOf, readPushed } from './pushed.js';

const page = {
  id: 'n-1',
  kind: 'page',
  lang: 'de',
  title: 'INC-7: die Kasse brennt',
  body: 'Seit 03:10',
  url: 'https://desk.example/incidents/INC-7',
  acknowledge: { label: 'Quittieren', url: 'https://desk.example/ack?token=T' },
  confirm: null,
  receipt: { url: 'https://desk.example/api/v1/push-receipts', token: 'R' },
};

describe('what was pushed', () => {
  it('is read, and what no server of this version pushed is not', () => {
    expect(readPushed(JSON.stringify(page))).toEqual(page);
    expect(readPushed('{"id":"n","title":"t"}')).toMatchObject({ receipt: null, confirm: null });
    for (const text of [undefined, '', 'x', 'null', '7', '{"id":7}'])
      expect(readPushed(text)).toBeNull();
  });

  it('is shown once however often it comes, and a page stays until somebody sees to it', () => {
    const { title, notice } = noticeOf(readPushed(JSON.stringify(page)));
    expect([title, notice.tag, notice.renotify, notice.requireInteraction]).toEqual([
      page.title,
      'n-1',
      true,
      true,
    ]);
    expect(notice.actions).toEqual([{ action: 'acknowledge', title: 'Quittieren' }]);
    const status = noticeOf({ ...page, kind: 'status', acknowledge: null }).notice;
    expect([status.requireInteraction, status.actions]).toEqual([false, undefined]);
  });

  it('is shown even where it cannot be read', () => {
    expect(noticeOf(null)).toMatchObject({
      title: 'Leitstand',
      notice: { body: expect.stringContaining('Open the console') },
    });
  });

  it.each([
    ['the notice', page, '', '/incidents/INC-7'],
    ['its button', page, 'acknowledge', '/ack?token=T'],
    ['one that asks for proof', { ...page, confirm: page.receipt }, '', '/settings/personal'],
    ['one that leads nowhere', { ...page, url: null }, '', '/'],
    ['one that cannot be read', null, '', '/'],
  ])('leads, by a press on %s, into this console', (_, pushed, action, place) => {
    expect(placeOf(pushed, action)).toBe(place);
  });

  it.each([
    ['https://evil.example//evil.example/x', '/evil.example/x'],
    ['javascript:alert(1)', 'alert(1)'],
    ['no address', '/'],
  ])('never leads to another server: %s', (address, place) => {
    expect(new URL(here(address), 'https://desk.example').origin).toBe('https://desk.example');
    expect(here(address)).toBe(place);
  });
});
