import { describe, expect, it } from '@jest/globals';
import type { Admitted } from '../http/admission.js';
import type { OutboxRow } from '../outbox/outbox.js';
import { declareEvent } from '../kernel/event.js';
import { audibleEvents } from './live-events.js';
import { idOf, isBefore, positionOf } from './position.js';

const at = new Date('2026-01-01T00:00:00Z');
const about = { summary: 'Something happened.', ids: 'names' };
const subjects = { permission: 'subject:read', refetch: ['/subjects'] } as const;
declareEvent({ ...about, name: 'subject.changed', audience: subjects });
declareEvent({
  ...about,
  name: 'subject.deleted',
  audience: { ...subjects, as: 'subject.changed' },
});
declareEvent({ ...about, name: 'slo.changed', audience: { permission: 'slo:read', refetch: [] } });
declareEvent({
  ...about,
  name: 'audit.appended',
  audience: { permission: 'audit:read', refetch: [] },
});
declareEvent({
  ...about,
  name: 'access.changed',
  audience: { permission: 'self:read', withIds: false, refetch: [] },
});
declareEvent({
  ...about,
  name: 'own-page.changed',
  audience: { permission: 'self:read', personal: true, refetch: [] },
});
declareEvent({ ...about, name: 'slos.secret-step', audience: null });

let id = 0;
const row = (type: string, ids: string[], territory: string | null): OutboxRow => ({
  tx: '7',
  id: (id += 1),
  type,
  ids,
  territory,
  at,
});
const ann: Admitted = {
  person: 'user-1',
  expiresAt: null,
  held: new Map([
    ['subject:read', ['DE', 'CH']],
    ['audit:read', ['CH']],
    ['self:read', []],
  ]),
};

describe('what somebody hears', () => {
  it('is what they may read, in the territories where they may read it', () => {
    const rows = [
      row('subject.changed', ['a'], 'DE'),
      row('audit.appended', ['1'], 'DE'),
      row('audit.appended', ['2'], 'CH'),
      row('slo.changed', ['s'], 'DE'),
      row('subject.changed', ['x'], 'AT'),
    ];
    expect(audibleEvents(rows, ann)).toEqual([
      { type: 'subject.changed', ids: ['a'], at },
      { type: 'audit.appended', ids: ['2'], at },
    ]);
  });

  it('comes as one event of each type, each name once; a deletion is a change', () => {
    const rows = [
      row('subject.changed', ['a', 'b'], 'DE'),
      row('subject.deleted', ['a', 'c'], 'CH'),
    ];
    expect(audibleEvents(rows, ann)).toEqual([
      { type: 'subject.changed', ids: ['a', 'b', 'c'], at },
    ]);
  });

  it('says nothing of people and tokens but that something changed, and nothing of events that stay inside', () => {
    expect(
      audibleEvents(
        [row('access.changed', ['user-1'], null), row('slos.secret-step', ['x'], null)],
        ann,
      ),
    ).toEqual([{ type: 'access.changed', ids: [], at }]);
  });

  it('is of a personal event that it was, and only for whom it names; who else was is not told', () => {
    const rows = [
      row('own-page.changed', ['user-1', 'user-2'], null),
      row('own-page.changed', ['user-3'], null),
    ];
    expect(audibleEvents(rows, ann)).toEqual([{ type: 'own-page.changed', ids: [], at }]);
    expect(audibleEvents(rows, { ...ann, person: 'user-4' })).toEqual([]);
  });

  it('lists no names when there are too many to list', () => {
    expect(
      audibleEvents(
        [
          row(
            'subject.changed',
            Array.from({ length: 201 }, (_, n) => `s${n}`),
            'DE',
          ),
        ],
        ann,
      ),
    ).toEqual([{ type: 'subject.changed', ids: [], at }]);
  });
});

describe('a position in the stream', () => {
  it('survives the way through a client; anything else is none', () => {
    const position = { tx: '18446744073709551615', id: 42, at };
    expect(positionOf(idOf(position))).toEqual(position);
    for (const text of ['', '1', '1-2', 'a-b-c', '1-2-3-4', '-1-2-3', `${'9'.repeat(30)}-1-1`])
      expect(positionOf(text)).toBeNull();
  });

  it('is ordered by transaction, then by row, beyond what a double can hold', () => {
    expect(isBefore({ tx: '9', id: 5 }, { tx: '10', id: 1 })).toBe(true);
    expect(isBefore({ tx: '10', id: 1 }, { tx: '10', id: 1 })).toBe(false);
    expect(
      isBefore({ tx: '18446744073709551614', id: 1 }, { tx: '18446744073709551615', id: 1 }),
    ).toBe(true);
  });
});
