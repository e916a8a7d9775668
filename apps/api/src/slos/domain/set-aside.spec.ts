import { describe, expect, it } from '@jest/globals';
import { keptName, setAsideOf, setAsideTrouble } from './set-aside.js';

const theirs = { name: 'theirs.yaml', why: '1:9: did not find expected node content' };

describe('a file in the folder of what was set aside', () => {
  it('is known by its name of before', () => {
    expect(keptName('theirs.yaml.2026-11-30T22-57-16Z')).toBe('theirs.yaml');
    expect(keptName('a.b.yaml.2026-11-30T22-57-16Z')).toBe('a.b.yaml');
  });

  it.each(['theirs.yaml', 'theirs.yaml.2026-11-30T22-57-16Z.why', 'notes.txt', '.2026'])(
    'is none when it is called %s',
    (file) => expect(keptName(file)).toBeNull(),
  );
});

describe('what the worker says of files that were set aside', () => {
  it('is nothing where there are none', () => {
    expect(setAsideTrouble([])).toBeNull();
  });

  it('is how many, and name and reason of the first by name', () => {
    const more = { name: 'a.yaml', why: 'it is no file' };
    expect(setAsideOf(setAsideTrouble([theirs, more]) ?? '')).toEqual({
      count: 2,
      first: 'a.yaml: it is no file',
    });
    expect(setAsideOf(setAsideTrouble([theirs]) ?? '')).toEqual({
      count: 1,
      first: 'theirs.yaml: 1:9: did not find expected node content',
    });
  });

  it('has room in what is kept of a trouble, whatever the file is called and the reason is', () => {
    const long = setAsideTrouble([{ name: `${'n'.repeat(240)}.yaml`, why: 'w'.repeat(300) }]) ?? '';
    expect(long.length).toBeLessThanOrEqual(200);
    expect(setAsideOf(long).first).toMatch(/^n+…: w+…$/);
  });
});
