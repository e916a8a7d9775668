import { describe, expect, it } from '@jest/globals';
import { countBy, facetsBy } from './facets.js';

const rows = [
  { kind: 'a', team: { slug: 'z', name: 'Zoo' } },
  { kind: 'b', team: null },
  { kind: 'a', team: { slug: 'y', name: 'Yard' } },
  { kind: 'a', team: { slug: 'z', name: 'Zoo' } },
] as const;

describe('facets', () => {
  it('count every row once, and say zero where there is none', () => {
    expect(countBy(rows, ['a', 'b', 'c'] as const, ({ kind }) => kind)).toEqual({
      a: 3,
      b: 1,
      c: 0,
    });
  });
  it('name what rows belong to, by name, and leave out what belongs to nothing', () => {
    expect(facetsBy(rows, ({ team }) => team)).toEqual([
      { value: 'y', name: 'Yard', count: 1 },
      { value: 'z', name: 'Zoo', count: 2 },
    ]);
  });
});
