/** How people are reached. `browser`: by consoles that they armed, which ring; `ntfy`: by a topic of their own; `webpush`: by
 * a browser that shows what was pushed to it, open or not; `webhook`: by a program of their own. */
export const METHOD_KINDS = ['mail', 'browser', 'ntfy', 'webpush', 'webhook'] as const;
export type MethodKind = (typeof METHOD_KINDS)[number];

/** What became of an attempt to tell somebody. A delivered one is proven to have arrived; of a lost one nobody knows whether it was sent. */
export const ATTEMPT_OUTCOMES = ['accepted', 'delivered', 'failed', 'refused', 'lost'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** Why somebody cannot be reached at all. */
export const UNREACHABLE = ['no-mail-server', 'no-verified-method'] as const;
export type Unreachable = (typeof UNREACHABLE)[number];
