import { describe, expect, it } from '@jest/globals';
import { minutes, noon } from './incident-examples.js';
import { answered, asked, isSilent, type Responder } from './responder.js';

const ann = { kind: 'user', id: 'u-1', name: 'Ann' } as const;
const ben = { kind: 'user', id: 'u-2', name: 'Ben' } as const;
const pending: Responder = {
  incidentId: 'i-1',
  userId: 'u-3',
  state: 'pending',
  schedule: null,
  askedBy: ann,
  askedAt: minutes(-4),
  answeredAt: null,
};
const request = { incidentId: 'i-1', userId: 'u-3', schedule: 'first', askedBy: ben };
const said = (state: 'accepted' | 'declined'): Responder => ({
  ...pending,
  state,
  answeredAt: minutes(-1),
});

describe('asking somebody to help', () => {
  it.each<[string, Responder | null]>([
    ['who was not asked', null],
    ['who declined', said('declined')],
    ['who said nothing', { ...pending, state: 'silent' }],
  ])('somebody %s', (_, before) =>
    expect(asked(before, request, noon)).toEqual({
      ...request,
      state: 'pending',
      askedAt: noon,
      answeredAt: null,
    }),
  );

  it.each<[string, Responder]>([
    ['who is being asked', pending],
    ['who helps', said('accepted')],
  ])('somebody %s is not asked once more', (_, before) =>
    expect(asked(before, request, noon)).toBeNull(),
  );
});

describe('an answer', () => {
  it.each<[Responder['state'], 'accepted' | 'declined']>([
    ['pending', 'accepted'],
    ['pending', 'declined'],
    ['silent', 'accepted'],
    ['silent', 'declined'],
  ])('of somebody %s counts: %s', (state, answer) =>
    expect(answered({ ...pending, state }, answer, noon)).toEqual({
      ...pending,
      state: answer,
      answeredAt: noon,
    }),
  );

  it('may be another one later, and is none when it is the same', () => {
    expect(answered(said('accepted'), 'declined', noon)?.state).toBe('declined');
    expect(answered(said('accepted'), 'accepted', noon)).toBeNull();
    expect(answered(said('declined'), 'declined', noon)).toBeNull();
  });
});

describe('silence', () => {
  it.each<[string, Responder, boolean]>([
    [
      'of less than five minutes is none',
      { ...pending, askedAt: new Date(+minutes(-5) + 1) },
      false,
    ],
    ['of five minutes is', { ...pending, askedAt: minutes(-5) }, true],
    ['is said once', { ...pending, askedAt: minutes(-9), state: 'silent' }, false],
    ['is none of somebody who answered', { ...said('declined'), askedAt: minutes(-9) }, false],
  ])('%s', (_, responder, is) => expect(isSilent(responder, noon)).toBe(is));
});
