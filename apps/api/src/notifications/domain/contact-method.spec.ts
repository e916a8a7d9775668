import { describe, expect, it } from '@jest/globals';
import type { MethodKind } from '#contract';
import {
  countedWays,
  isEnough,
  judgeCode,
  lastFour,
  unreachableBecause,
} from './contact-method.js';

const pending = { id: 'n', isLive: true, tries: 0 };

describe('a code', () => {
  it.each([
    ['right, at the first try', pending, true, { verdict: 'right' }],
    ['right, at the fifth try', { ...pending, tries: 4 }, true, { verdict: 'right' }],
    ['wrong', pending, false, { verdict: 'wrong', triesLeft: 4 }],
    [
      'wrong for the last time',
      { ...pending, tries: 4 },
      false,
      { verdict: 'wrong', triesLeft: 0 },
    ],
    ['right, but after five wrong ones', { ...pending, tries: 5 }, true, { verdict: 'over' }],
    ['right, but too late', { ...pending, isLive: false }, true, { verdict: 'over' }],
    ['of which none was sent', null, true, { verdict: 'over' }],
  ])('%s', (_, before, isRight, verdict) => {
    expect(judgeCode(before, isRight)).toEqual(verdict);
  });
});

describe('within an hour', () => {
  it.each([
    ['verification', 4, false],
    ['verification', 5, true],
    ['test', 9, false],
    ['test', 10, true],
  ] as const)('of messages of the kind %s, %d are enough: %s', (kind, sent, enough) => {
    expect(isEnough(kind, sent)).toBe(enough);
  });
});

describe('somebody', () => {
  const unverified = { kind: 'mail', verifiedAt: null } as const;
  const verified = { kind: 'mail', verifiedAt: new Date() } as const;
  const armed = { kind: 'browser', verifiedAt: new Date() } as const;
  const topic = { kind: 'ntfy', verifiedAt: new Date() } as const;
  const unprovenTopic = { kind: 'ntfy', verifiedAt: null } as const;
  const setUp = (server: boolean) => (kind: MethodKind) => kind !== 'mail' || server;
  it.each([
    [[armed], true, 'no-verified-method'],
    [[armed, verified], true, null],
    [[verified], true, null],
    [[unverified, verified], true, null],
    [[unverified], true, 'no-verified-method'],
    [[], true, 'no-verified-method'],
    [[verified], false, 'no-mail-server'],
    [[topic], false, null],
    [[unprovenTopic], false, 'no-mail-server'],
    [[unprovenTopic], true, 'no-verified-method'],
  ])('with %j, and a mail server (%s), is unreachable because of %s', (methods, server, why) => {
    expect(unreachableBecause(methods, setUp(server))).toBe(why);
  });

  it('is reached by what is there whatever they do: by mail where there is a server, by no console', () => {
    expect(countedWays([armed, verified, topic], setUp(true))).toEqual([verified, topic]);
    expect(countedWays([armed, verified, topic], setUp(false))).toEqual([topic]);
  });

  it.each([
    ['ada.lovelace@example.org', 'lace'],
    ['greta@example.org', 'reta'],
    ['anna@example.org', 'nna'],
    ['a@example.org', 'a'],
    ['"a@b"@example.org', 'a@b"'],
  ])('shows others of %s the end of the name alone: %s', (address, shown) => {
    expect(lastFour(address)).toBe(shown);
  });
});
