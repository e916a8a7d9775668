import { describe, expect, it } from '@jest/globals';
import type { Permission } from '#contract';
import type { AccessScope } from '../../access/domain/principal.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { systemScope } from '../../platform/kernel/scope.js';
import {
  assertMayOverride,
  assertRoomForOverride,
  overrideEntry,
  overrideTime,
  takeBack,
  type Override,
} from './override.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 5) + minutes * 60_000);
const DAY = 1440;
const NOW = at(0);

function scopeOf(userId: string | null, arranges: readonly string[]): AccessScope {
  const effectivePermissions = new Map<Permission, readonly string[]>([
    ['override:write', ['DE', 'CH']],
    ['schedule:write', arranges],
  ]);
  return {
    ...systemScope('test', ['DE', 'CH']),
    principal: {
      actor: { kind: 'user', id: 'x', name: 'X' },
      userId,
      email: null,
      locale: null,
      timeZone: null,
      seenTimeZone: null,
      grants: [],
      effectivePermissions,
    },
  };
}
const ann = scopeOf('ann', ['CH']);
const editor = scopeOf('eve', ['DE']);
const nobodys = scopeOf(null, []);
const system = systemScope('oncall', ['DE']);

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.fields[0]?.code ?? error.code;
  }
};

describe('the time of an override', () => {
  it.each([
    ['is what was asked for', 10, 20, [10, 20]],
    ['begins now where it would begin in the past', -10, 20, [0, 20]],
    ['is at most 366 days from then on', -DAY, 366 * DAY, [0, 366 * DAY]],
  ])('%s', (_, start, end, expected) => {
    const time = overrideTime(at(start), at(end), NOW);
    expect([time.start, time.end]).toEqual(expected.map(at));
  });

  it('begins now where nothing is said of it', () => {
    expect(overrideTime(null, at(60), NOW)).toEqual({ start: NOW, end: at(60) });
  });

  it.each([
    ['empty', 10, 10, 'not-after-start'],
    ['turned round', 20, 10, 'not-after-start'],
    ['over', -20, -10, 'in-the-past'],
    ['over just now', -20, 0, 'in-the-past'],
    ['too long', 0, 366 * DAY + 1, 'too-long'],
  ])('is refused when it is %s', (_, start, end, code) => {
    expect(codeOf(() => overrideTime(at(start), at(end), NOW))).toBe(code);
  });
});

describe('who may make an override', () => {
  const [hers, others, mixed] = [['ann'], ['ben'], ['ann', 'ben']].map((users) =>
    (users ?? []).map((userId) => ({ userId })),
  ) as [{ userId: string }[], { userId: string }[], { userId: string }[]];
  it.each([
    ['one takes a shift of another', ann, 'ann', others, 0, 'done'],
    ['one takes a time of nobody', ann, 'ann', [], 1, 'done'],
    ['one gives a shift of one’s own', ann, 'ben', hers, 0, 'done'],
    ['one gives a shift of another', ann, 'cat', others, 0, 'shift-of-others'],
    ['one gives a time that is one’s own in part', ann, 'ben', mixed, 0, 'shift-of-others'],
    ['one gives a time that is nobody’s in part', ann, 'ben', hers, 1, 'shift-of-others'],
    ['an editor arranges', editor, 'ben', others, 1, 'done'],
    ['a token that is nobody’s', nobodys, 'ben', others, 0, 'shift-of-others'],
    ['a token that is nobody’s, no time at all', nobodys, 'ben', [], 0, 'shift-of-others'],
    ['background work', system, 'ben', others, 0, 'done'],
  ] as const)('%s: %#', (_, scope, user, shifts, gaps, expected) => {
    const may = () => assertMayOverride(scope, 'DE', user, shifts, Array.from({ length: gaps }));
    expect(codeOf(may)).toBe(expected);
  });

  it('is asked in the territory of the schedule', () => {
    const arrange = (territory: string) => () =>
      assertMayOverride(ann, territory, 'cat', others, []);
    expect([codeOf(arrange('CH')), codeOf(arrange('DE'))]).toEqual(['done', 'shift-of-others']);
    expect(codeOf(() => assertMayOverride(system, 'CH', 'ann', others, []))).toBe(
      'shift-of-others',
    );
  });
});

const override: Override = {
  id: 'o1',
  number: 7,
  scheduleId: 's1',
  territory: 'DE',
  userId: 'ben',
  start: at(10),
  end: at(20),
  createdAt: at(-5),
  createdBy: 'ann',
};

describe('taking an override back', () => {
  it.each([
    ['before it begins', 9, { kind: 'deleted' }],
    ['as it begins', 10, { kind: 'deleted' }],
    ['while it goes on', 11, { kind: 'ended', at: at(11) }],
    ['when it is over', 20, 'override-over'],
  ])('%s', (_, minute, expected) => {
    if (typeof expected === 'string')
      expect(codeOf(() => takeBack(ann, override, at(minute)))).toBe(expected);
    else expect(takeBack(ann, override, at(minute))).toEqual(expected);
  });

  it.each([
    ['who made it', ann, 'ann', 'done'],
    ['an editor', editor, 'ann', 'done'],
    ['somebody else', ann, 'ben', 'override-of-others'],
    ['who only stands in', scopeOf('ben', []), 'ann', 'override-of-others'],
    ['a token that is nobody’s', nobodys, null, 'override-of-others'],
  ])('is for %s', (_, scope, createdBy, expected) => {
    expect(codeOf(() => takeBack(scope, { ...override, createdBy }, NOW))).toBe(expected);
  });
});

describe('what is said of an override', () => {
  const schedule = { slug: 'shop', name: 'Shop', territory: 'DE' };
  const told = { override: 'o1', user: 'ben', start: at(10), end: at(20) };
  it.each([
    ['made', null, override, { before: null, after: told }],
    ['ended', override, null, { before: told, after: null }],
    [
      'ended',
      override,
      { ...override, end: at(15) },
      { before: told, after: { ...told, end: at(15) } },
    ],
  ])('is that it was %s', (verb, before, after, expected) => {
    expect(overrideEntry(schedule, before, after)).toEqual({
      action: `schedule.override-${verb}`,
      target: { kind: 'schedule', id: 'shop', name: 'Shop' },
      territory: 'DE',
      ...expected,
    });
  });
});

describe('the overrides of a schedule', () => {
  it('are at most 500 that are not over', () => {
    expect(() => assertRoomForOverride(499)).not.toThrow();
    expect(() => assertRoomForOverride(500)).toThrow('500 overrides that are not over');
  });
});
