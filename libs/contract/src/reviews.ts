/** How far the review of an incident is. */
export const REVIEW_STATES = ['draft', 'in-review', 'published'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** What people write in a review, in the order in which it is read. */
export const REVIEW_SECTIONS = [
  'summary',
  'impact',
  'causes',
  'wentWell',
  'wentWrong',
  'lessons',
  'notes',
] as const;
export type ReviewSection = (typeof REVIEW_SECTIONS)[number];

/** Without these a review says nothing, and is not published. */
export const REVIEW_NEEDS = ['summary', 'impact', 'causes'] as const satisfies ReviewSection[];

/** What became of something that is to be done after an incident; dropped = it is not to be done after all. */
export const ACTION_ITEM_STATES = ['open', 'done', 'dropped'] as const;
export type ActionItemState = (typeof ACTION_ITEM_STATES)[number];
