import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { incidentOf } from './incident-examples.js';
import { begunReview, movedReview, writtenReview, type Review } from './review.js';

const NOON = new Date('2026-03-02T12:00:00Z');
const LATER = new Date('2026-03-02T13:00:00Z');
const anna = { kind: 'user', id: 'u-1', name: 'Anna' } as const;
const ben = { kind: 'user', id: 'u-2', name: 'Ben' } as const;
const over = { ...incidentOf({}), state: 'resolved' as const, resolvedAt: NOON };
const draft = begunReview(over, anna, NOON);
const TEXTS = { summary: 'a', impact: 'b', causes: 'c' };
const written = writtenReview(draft, TEXTS, anna, NOON);
const handedIn = movedReview(written, over, 'in-review', anna, NOON);
const published = movedReview(handedIn, over, 'published', anna, LATER);

const refusal = (work: () => unknown): string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError)
      return error.fields.map(({ path, code }) => `${path} ${code}`);
    throw error;
  }
  return [];
};

describe('the review of an incident', () => {
  it('begins as a draft without texts, once the incident is over', () => {
    expect(draft).toMatchObject({
      incidentId: over.id,
      territory: over.territory,
      state: 'draft',
      edition: 0,
      version: 1,
      startedBy: anna,
      startedAt: NOON,
      publishedAt: null,
    });
    expect(new Set(Object.values(draft.sections))).toEqual(new Set(['']));
    expect(refusal(() => begunReview(incidentOf({}), anna, NOON))).toEqual([' still-open']);
    const merged = { ...over, mergedInto: 'i-other' };
    expect(refusal(() => begunReview(merged, anna, NOON))).toEqual([' review-of-merged']);
  });

  it('takes texts one by one, and is the same where they say nothing new', () => {
    expect(written).toMatchObject({ version: 2, sections: { ...TEXTS, lessons: '' } });
    expect(writtenReview(written, { impact: 'b' }, ben, LATER)).toBe(written);
    expect(writtenReview(written, { lessons: 'd' }, ben, LATER)).toMatchObject({
      version: 3,
      updatedAt: LATER,
      publishedBy: null,
      sections: { ...TEXTS, lessons: 'd' },
    });
  });

  it('is published from review only, and goes back to a draft until then', () => {
    expect(handedIn).toMatchObject({ state: 'in-review', version: 3, edition: 0 });
    expect(movedReview(handedIn, over, 'draft', anna, NOON)).toMatchObject({ state: 'draft' });
    expect(movedReview(handedIn, over, 'in-review', anna, NOON)).toBe(handedIn);
    expect(refusal(() => movedReview(written, over, 'published', anna, NOON))).toEqual([
      ' review-unread',
    ]);
    expect(published).toMatchObject({
      state: 'published',
      edition: 1,
      version: 4,
      publishedBy: anna,
      publishedAt: LATER,
    });
    expect(refusal(() => movedReview(published, over, 'draft', anna, NOON))).toEqual([
      ' review-published',
    ]);
    expect(refusal(() => movedReview(handedIn, incidentOf({}), 'published', anna, NOON))).toEqual([
      ' still-open',
    ]);
  });

  it('lacks nothing that it needs when it is published, also later', () => {
    const bare: Review = {
      ...handedIn,
      sections: { ...handedIn.sections, summary: ' \n', causes: '' },
    };
    expect(refusal(() => movedReview(bare, over, 'published', anna, NOON))).toEqual([
      'sections.summary section-empty',
      'sections.causes section-empty',
    ]);
    expect(refusal(() => writtenReview(published, { impact: '' }, ben, NOON))).toEqual([
      'sections.impact section-empty',
    ]);
    expect(writtenReview(published, { impact: 'e' }, ben, NOON)).toMatchObject({
      state: 'published',
      edition: 2,
      publishedBy: ben,
      publishedAt: NOON,
    });
  });
});
