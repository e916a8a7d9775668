import { describe, expect, it } from '@jest/globals';
import { diffJson, showJson } from './diff.js';

describe('the difference of two values', () => {
  it('names changed, added and removed fields with their paths', () => {
    const before = { spec: { target: '99.9', alerting: { minBadEvents: 5 } }, labels: { a: '1' } };
    const after = {
      spec: { target: '99.5', alerting: { minBadEvents: 5 } },
      labels: { a: '1', b: '2' },
    };
    expect(diffJson(before, after)).toEqual([
      { path: 'spec.target', kind: 'changed', before: '99.9', after: '99.5' },
      { path: 'labels.b', kind: 'added', before: undefined, after: '2' },
    ]);
  });
  it('spreads a created or deleted object over its fields', () => {
    expect(diffJson(null, { name: 'Shop', tier: 1 }).map(({ path, kind }) => [path, kind])).toEqual(
      [
        ['name', 'added'],
        ['tier', 'added'],
      ],
    );
    expect(diffJson({ name: 'Shop' }, null).map(({ path, kind }) => [path, kind])).toEqual([
      ['name', 'removed'],
    ]);
  });
  it('takes lists and bare values whole', () => {
    expect(diffJson({ list: [1, 2] }, { list: [1, 3] })).toEqual([
      { path: 'list', kind: 'changed', before: [1, 2], after: [1, 3] },
    ]);
    expect(diffJson('a', 'b')).toEqual([{ path: '', kind: 'changed', before: 'a', after: 'b' }]);
    expect(diffJson(null, null)).toEqual([]);
    expect(diffJson({ a: 1 }, 5)).toEqual([
      { path: '', kind: 'changed', before: { a: 1 }, after: 5 },
    ]);
  });
  it('is shown in one line', () => {
    expect([showJson('text'), showJson([1]), showJson(undefined)]).toEqual(['text', '[1]', '']);
  });
});
