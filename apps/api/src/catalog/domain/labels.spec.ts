import { describe, expect, it } from '@jest/globals';
import { DATA_CLASSES, SUBJECT_KINDS } from '#contract';
import { isSample, ruledBy } from './labels.js';

describe('labels', () => {
  it('say by which rules something may be changed, or nothing of it', () => {
    expect(ruledBy({ 'data-class': 'personal', 'managed-by': 'git', other: 'x' })).toEqual({
      dataClass: 'personal',
      managedBy: 'git',
    });
    expect(ruledBy({})).toEqual({ dataClass: null, managedBy: null });
  });

  it('say whether something came with the sample catalog', () => {
    expect(isSample({ sample: 'true' })).toBe(true);
    expect([isSample({ sample: 'false' }), isSample({})]).toEqual([false, false]);
  });
});

describe('words of the catalog', () => {
  it('are those that stored documents use', () => {
    expect(SUBJECT_KINDS).toEqual([
      'service',
      'data-store',
      'environment',
      'external-dependency',
      'website',
    ]);
    expect(DATA_CLASSES).toEqual(['personal', 'business', 'analytics']);
  });
});
