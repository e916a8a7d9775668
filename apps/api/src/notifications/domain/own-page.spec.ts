import { describe, expect, it } from '@jest/globals';
import { byTopic, type OpenNotification } from './own-page.js';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 12, minute));
const one = (
  id: string,
  topicId: string,
  minute: number,
  rings: boolean,
  kind: OpenNotification['kind'] = 'page',
): OpenNotification => ({
  id,
  topicId,
  territory: 'DE',
  kind,
  dueAt: at(minute),
  rings,
  locale: 'en',
  timeZone: null,
});

describe('what somebody is being paged about', () => {
  it('stands there once each, since the first word of it, by the newest that rings', () => {
    const open = [
      one('mail-2', 'a', 30, false),
      one('ring-2', 'a', 30, true),
      one('mail-b', 'b', 20, false),
      one('ring-1', 'a', 5, true),
    ];
    expect(byTopic(open).map(({ shown, since }) => [shown.id, since])).toEqual([
      ['ring-2', at(5)],
      ['mail-b', at(20)],
    ]);
  });

  it('is a page rather than a request to help with the same', () => {
    const open = [
      one('asked', 'a', 30, true, 'responder_request'),
      one('paged', 'a', 20, false),
      one('asked-1', 'a', 10, true, 'responder_request'),
    ];
    expect(byTopic(open).map(({ shown }) => shown.id)).toEqual(['paged']);
  });
});
