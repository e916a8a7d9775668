/** How people are reached. */
export const METHOD_KINDS = ['mail'] as const;
export type MethodKind = (typeof METHOD_KINDS)[number];

/** What became of an attempt to tell somebody. Of a lost one nobody knows whether it was sent. */
export const ATTEMPT_OUTCOMES = ['accepted', 'failed', 'refused', 'lost'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** Why somebody cannot be reached at all. */
export const UNREACHABLE = ['no-mail-server', 'no-verified-method'] as const;
export type Unreachable = (typeof UNREACHABLE)[number];
