import { describe, expect, it } from '@jest/globals';
import { REVISION_FILE, isOurs } from './rule-files.js';
import { loadedRevision, revisionOf, revisionText } from './rules-revision.js';

describe('the name of a set of rule files', () => {
  const set = new Map([
    ['a.yaml', '1'],
    ['b.yaml', '2'],
  ]);

  it('is that of the same files in any order, and another one for each change', () => {
    const name = revisionOf(set);
    expect(revisionOf(new Map([...set].toReversed()))).toBe(name);
    expect(revisionOf(new Map([...set, ['gone.yaml', '']]))).toBe(name);
    expect(revisionOf(new Map([...set, [REVISION_FILE, '9']]))).toBe(name);
    expect(revisionOf(new Map([...set, ['b.yaml', '3']]))).not.toBe(name);
    expect(revisionOf(new Map())).not.toBe(name);
  });

  it('is borne by a file of ours, and read from what a server has loaded', () => {
    expect(isOurs(REVISION_FILE)).toBe(true);
    expect(revisionText('abc')).toContain('labels: { revision: "abc" }');
    const rule = {
      name: 'leitstand:rules_revision:info',
      health: 'ok',
      labels: { revision: 'abc' },
    };
    const group = { name: 'leitstand-revision', file: REVISION_FILE, rules: [rule] };
    expect(loadedRevision(new Map([[group.name, group]]))).toBe('abc');
    expect(loadedRevision(new Map())).toBeNull();
  });
});
