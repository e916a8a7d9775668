import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Clock } from '../../platform/kernel/clock.js';
import { err, ok, type Result } from '../../platform/kernel/result.js';
import { effectivePermissionsOf } from '../domain/effective-permissions.js';
import type { LetIn, NotLetIn } from '../domain/principal.js';
import { PrincipalCache } from './principal-cache.js';

class HandClock extends Clock {
  at = 1_000_000;
  now(): Date {
    return new Date(this.at);
  }
}

const actor = { kind: 'user', id: 'u', name: 'U' } as const;
const LET_IN: LetIn = {
  principal: {
    actor,
    userId: 'u',
    email: null,
    locale: null,
    timeZone: null,
    seenTimeZone: null,
    grants: [],
    effectivePermissions: effectivePermissionsOf([]),
  },
  expiresAt: null,
};

let clock: HandClock;
let cache: PrincipalCache;
beforeEach(() => {
  clock = new HandClock();
  cache = new PrincipalCache(clock);
  cache.trust(true);
});
const look = (answer: () => Promise<Result<LetIn, NotLetIn>>) => jest.fn(answer);

describe('the memory of who is behind a credential', () => {
  it('lasts five seconds and is shared by requests that come together', async () => {
    const found = look(async () => ok(LET_IN));
    await Promise.all([cache.get('k', found), cache.get('k', found)]);
    clock.at += 5000;
    await cache.get('k', found);
    expect(found).toHaveBeenCalledTimes(1);
    clock.at += 1;
    await cache.get('k', found);
    expect(found).toHaveBeenCalledTimes(2);
  });

  it('is emptied by every change of access, also of a look-up that is under way', async () => {
    let finish: (answer: Result<LetIn, NotLetIn>) => void = () => undefined;
    const slow = cache.get('k', () => new Promise((resolve) => (finish = resolve)));
    cache.clear();
    finish(ok(LET_IN));
    await slow;
    const found = look(async () => ok(LET_IN));
    await cache.get('k', found);
    expect(found).toHaveBeenCalledTimes(1);
  });

  it('keeps neither errors nor failures', async () => {
    const unknown = look(async () => err('token-unknown'));
    await cache.get('k', unknown);
    await cache.get('k', unknown);
    expect(unknown).toHaveBeenCalledTimes(2);
    const failing = look(() => Promise.reject(new Error('away')));
    await expect(cache.get('k', failing)).rejects.toThrow('away');
    await expect(cache.get('k', failing)).rejects.toThrow('away');
    expect(failing).toHaveBeenCalledTimes(2);
  });

  it('says at most once a minute that a use is to be noted', () => {
    expect(cache.isDue('u', new Date(0), 60_000)).toBe(true);
    expect(cache.isDue('u', new Date(59_999), 60_000)).toBe(false);
    expect(cache.isDue('u', new Date(60_000), 60_000)).toBe(true);
  });

  it('keeps nothing while changes could go unheard, not even what it knew before', async () => {
    const found = look(async () => ok(LET_IN));
    await cache.get('k', found);
    cache.trust(false);
    await Promise.all([cache.get('k', found), cache.get('k', found)]);
    expect(found).toHaveBeenCalledTimes(3);
    cache.trust(true);
    await cache.get('k', found);
    expect(found).toHaveBeenCalledTimes(4);
  });
});
