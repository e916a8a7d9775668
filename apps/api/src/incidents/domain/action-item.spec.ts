import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../platform/kernel/domain-error.js';
import {
  begunItem,
  changedItem,
  dayOf,
  isOverdue,
  newOwner,
  type ActionItem,
} from './action-item.js';
import { itemContent } from './item-content.js';

const NOON = new Date('2026-03-02T12:00:00Z');
const LATER = new Date('2026-03-03T12:00:00Z');
const anna = { kind: 'user', id: 'u-1', name: 'Anna' } as const;
const ben = { kind: 'user', id: 'u-2', name: 'Ben' } as const;
const content = { title: 'Add a lock', owner: null, due: '2026-03-02', link: null };
const open: ActionItem = {
  ...begunItem('a-1', { incidentId: 'i-1', territory: 'DE' }, content, anna, NOON),
  number: 7,
};
const done = changedItem(open, { ...open, state: 'done' }, LATER);

describe('an action item', () => {
  it('begins open', () => {
    expect(open).toMatchObject({ state: 'open', reason: null, closedAt: null, version: 1 });
  });

  it.each([
    ['nothing', {}, false],
    ['a title', { title: 'Add two' }, true],
    ['a day', { due: null }, true],
    ['a link', { link: 'https://a.example/' }, true],
    ['an owner', { owner: ben }, true],
  ] as const)('is another version where it changes: %s', (_what, change, isNew) => {
    const after = changedItem(open, { ...open, ...change }, LATER);
    expect(after.version).toBe(isNew ? 2 : 1);
    expect(after === open).toBe(!isNew);
  });

  it('keeps its owner by who it is, not by name', () => {
    const owned = { ...open, owner: ben };
    expect(changedItem(owned, { ...owned, owner: { ...ben, name: 'Benjamin' } }, LATER)).toBe(
      owned,
    );
    const team = { kind: 'team', id: ben.id, name: 'Ben' } as const;
    expect(changedItem(owned, { ...owned, owner: team }, LATER)).toMatchObject({ owner: team });
  });

  it('is closed once, and open again without a reason', () => {
    expect(done).toMatchObject({ state: 'done', closedAt: LATER });
    const dropped = changedItem(done, { ...done, state: 'dropped', reason: 'Gone.' }, NOON);
    expect(dropped).toMatchObject({ state: 'dropped', reason: 'Gone.', closedAt: NOON });
    expect(changedItem(dropped, { ...dropped, title: 'x' }, LATER).closedAt).toBe(NOON);
    expect(changedItem(dropped, { ...dropped, state: 'open' }, LATER)).toMatchObject({
      closedAt: null,
      reason: null,
    });
  });

  it.each([null, '', '  '])('is not dropped without a reason: %p', (reason) => {
    expect(() => changedItem(open, { ...open, state: 'dropped', reason }, NOON)).toThrow(
      DomainError,
    );
  });

  it.each([
    ['open', '2026-03-01', true],
    ['open', '2026-03-02', false],
    ['open', null, false],
    ['done', '2026-03-01', false],
  ] as const)('is overdue when it is %s and was due on %s: %p', (state, due, is) => {
    expect(isOverdue({ state, due }, dayOf(NOON))).toBe(is);
  });

  it.each([
    ['nobody', null, { ...open, owner: null }, null],
    ['somebody', null, { ...open, owner: ben }, 'u-2'],
    ['who had it', ben, { ...open, owner: ben }, null],
    ['another', anna, { ...open, owner: ben }, 'u-2'],
    ['themselves', null, { ...open, owner: anna }, null],
    ['a team', null, { ...open, owner: { kind: 'team', id: 't', name: 'T' } as const }, null],
    ['somebody, though closed', null, { ...done, owner: ben }, null],
  ] as const)('tells whoever it is given to: %s', (_who, before, after, told) => {
    expect(newOwner(before, after, anna)).toBe(told);
  });

  it('is told in both languages, and never reads as a page', () => {
    expect(itemContent(open, { number: 17 }, { locale: 'en' })).toMatchObject({
      title: 'Given to you: Add a lock (INC-17)',
      lines: ['To be done after INC-17', 'Due on 2026-03-02'],
      path: '/incidents/INC-17/review',
    });
    const linked = { ...open, due: null, link: 'https://a.example/' };
    expect(itemContent(linked, { number: 17 }, { locale: 'de' })).toMatchObject({
      title: 'Ihnen übertragen: Add a lock (INC-17)',
      lines: ['Zu erledigen nach INC-17', 'Ohne Termin', 'Verweis: https://a.example/'],
    });
  });
});
