import { describe, expect, it } from '@jest/globals';
import { CATALOG_EVENTS } from './catalog-events.js';
import { changeOf } from './change.js';
import { contentOf, nextVersion, sameContent } from './resource.js';
import type { Team, TeamContent } from './team.js';

const [early, late] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-01-02T00:00:00Z')];
const content: TeamContent = {
  name: 'Shop',
  territory: 'DE',
  labels: { a: '1', b: '2' },
  description: '',
  contact: null,
  members: ['ann@example.org'],
};
const team: Team = {
  ...content,
  id: 'id-1',
  slug: 'shop',
  version: 3,
  createdAt: early,
  updatedAt: early,
};

describe('the next version of a resource', () => {
  it('is the first one of something new', () => {
    expect(nextVersion<Team>(null, 'shop', content, 'id-9', late)).toEqual({
      ...content,
      id: 'id-9',
      slug: 'shop',
      version: 1,
      createdAt: late,
      updatedAt: late,
    });
  });

  it('counts a change and keeps identity and birth', () => {
    const changed = { ...content, name: 'Store' };
    expect(nextVersion<Team>(team, 'shop', changed, 'id-9', late)).toEqual({
      ...team,
      name: 'Store',
      version: 4,
      updatedAt: late,
    });
  });

  it('is the present one when nothing differs but the order of fields', () => {
    const again = {
      members: content.members,
      contact: null,
      description: '',
      labels: { b: '2', a: '1' },
      territory: 'DE',
      name: 'Shop',
    };
    expect(nextVersion<Team>(team, 'shop', again, 'id-9', late)).toBe(team);
  });

  it('takes the order of a list as part of what it says', () => {
    expect([
      sameContent([1, 2], [2, 1]),
      sameContent({ a: undefined }, {}),
      sameContent({ a: null }, {}),
    ]).toEqual([false, true, false]);
  });
});

describe('what is told of a change', () => {
  it('in each territory of a move is its own side, and of the other only where it is', () => {
    const moved = { ...team, territory: 'CH', name: 'Der Laden' };
    const { entries } = changeOf('team', CATALOG_EVENTS.team, team, moved);
    const sides = entries.map(({ territory, target, before, after }) => [
      [territory, target?.name],
      before,
      after,
    ]);
    expect(sides).toEqual([
      [['CH', 'Der Laden'], { territory: 'DE' }, contentOf(moved)],
      [['DE', team.name], contentOf(team), { territory: 'CH' }],
    ]);
  });

  it.each([
    ['created', null, team, 'team.created', [['team.changed', 'DE']]],
    ['changed', team, { ...team, name: 'Store' }, 'team.changed', [['team.changed', 'DE']]],
    [
      'moved',
      team,
      { ...team, territory: 'CH' },
      'team.changed',
      [
        ['team.changed', 'CH'],
        ['team.changed', 'DE'],
      ],
    ],
    ['deleted', team, null, 'team.deleted', [['team.deleted', 'DE']]],
  ])('when it is %s', (_, before, after, action, told) => {
    const { entries, events } = changeOf('team', CATALOG_EVENTS.team, before, after);
    for (const { territory, ...entry } of entries)
      expect(entry).toMatchObject({
        action,
        target: { kind: 'team', id: 'shop' },
        before: before && (territory === 'DE' ? content : { territory: 'DE' }),
      });
    expect(entries.map(({ territory }) => territory)).toEqual(told.map(([, place]) => place));
    expect(events.map(({ declaration, territory }) => [declaration.name, territory])).toEqual(told);
  });

  it('never is of nothing', () => {
    expect(() => changeOf('team', CATALOG_EVENTS.team, null, null)).toThrow('a before or an after');
  });
});
