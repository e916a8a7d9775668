import type { Choice } from '#contract';
import type { Serves } from './escalation-policy.js';

/** What an incident is about, as far as it decides who is paged. */
export interface Served {
  readonly territory: string;
  readonly subject: string | null;
  readonly team: string | null;
}

/** A policy that was chosen, and why. */
export interface Chosen<P> {
  readonly policy: P;
  readonly because: Choice;
}

/**
 * The policy for an incident: its subject's, else its team's, else its territory's default.
 * @returns null when nobody is to be paged
 */
export function choosePolicy<P extends { readonly territory: string; readonly serves: Serves }>(
  policies: readonly P[],
  { territory, subject, team }: Served,
): Chosen<P> | null {
  const here = policies.filter((policy) => policy.territory === territory);
  const chosen = (because: Choice, serves: (serves: Serves) => boolean): Chosen<P> | null => {
    const policy = here.find((one) => serves(one.serves));
    return policy ? { policy, because } : null;
  };
  return (
    chosen('subject', ({ subjects }) => subject !== null && subjects.includes(subject)) ??
    chosen('team', ({ teams }) => team !== null && teams.includes(team)) ??
    chosen('default', (serves) => serves.default)
  );
}
