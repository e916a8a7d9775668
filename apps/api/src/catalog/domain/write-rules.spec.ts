import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { systemScope } from '../../platform/kernel/scope.js';
import type { Team } from './team.js';
import { assertMayWrite, inUse, nameTaken, rethrowReference } from './write-rules.js';

const thing = (territory: string): Team => ({
  id: 't-1',
  slug: 'shop',
  name: 'Shop',
  territory,
  labels: {},
  version: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  description: '',
  contact: null,
  members: [],
});
const scope = systemScope('seed', ['DE']);

function thrown(work: () => unknown): DomainError {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a write', () => {
  it.each<[string, Team | null, Team | null]>([
    ['makes', null, thing('DE')],
    ['changes', thing('DE'), thing('DE')],
    ['deletes', thing('DE'), null],
  ])('%s what lies in the territories of its scope', (_, before, after) => {
    expect(() => assertMayWrite(scope, 'team', before, after)).not.toThrow();
  });

  it('may not lead into another territory, and says which field does', () => {
    const { code, fields } = thrown(() => assertMayWrite(scope, 'team', thing('DE'), thing('CH')));
    expect(code).toBe('forbidden');
    expect(fields).toEqual([
      {
        path: 'territory',
        code: 'territory-not-yours',
        message: 'There is no territory "CH" that you may write in.',
      },
    ]);
  });

  it('may not lead out of another one', () => {
    for (const after of [thing('DE'), null])
      expect(thrown(() => assertMayWrite(scope, 'team', thing('CH'), after))).toMatchObject({
        code: 'forbidden',
        message: 'You may not write this team in CH.',
      });
  });
});

describe('a write that cannot be', () => {
  it('names the name that somebody else has', () => {
    const message = 'The team name "shop" is taken in a territory where you may not write.';
    expect(nameTaken('team', 'shop')).toMatchObject({
      code: 'conflict',
      message,
      fields: [{ path: 'slug', code: 'name-taken', message }],
    });
  });

  it.each([
    ['data_stores', 'what data stores refers to'],
    ['', 'what something else refers to'],
  ])('is a conflict when %j broke a reference', (table, words) => {
    const error = Object.assign(new Error('violates'), { code: '23503', table });
    const conflict = thrown(() => rethrowReference(error));
    expect(conflict.code).toBe('conflict');
    expect(conflict.message).toContain(words);
  });

  it('stays what it is for every other reason', () => {
    const error = new Error('other');
    expect(() => rethrowReference(error)).toThrow(error);
  });
});

describe('what is in use', () => {
  it('names its users', () => {
    expect(inUse('team', 'shop', ['2 slos', 'web'])).toMatchObject({
      code: 'conflict',
      message: 'The team "shop" is still needed by 2 slos, web.',
      fields: [
        { path: 'slug', code: 'in-use', message: '2 slos' },
        { path: 'slug', code: 'in-use', message: 'web' },
      ],
    });
  });

  it('names ten of many', () => {
    const users = (count: number) => Array.from({ length: count }, (_, i) => `u${i}`);
    expect(inUse('team', 'shop', users(10)).message).toMatch(/u8, u9\.$/);
    expect(inUse('team', 'shop', users(12)).message).toMatch(/u8, u9 and 2 more\.$/);
  });

  it('does not name whom the actor may not see', () => {
    expect(inUse('team', 'shop', [])).toMatchObject({
      message: 'The team "shop" is still needed by something in a territory that you may not see.',
      fields: [],
    });
  });
});
