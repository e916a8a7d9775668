import type { EscalationPolicy } from '../contract.js';

/** What an incident would be about. */
export interface PagedAbout {
  territory: string;
  /** slug */
  subject: string;
  /** slug of the team that answers for the subject */
  team: string | null;
}

/** The policy that would page about something, as the API chooses it: its subject's, else its team's, else its territory's default. */
export function servingPolicy(
  policies: readonly EscalationPolicy[],
  { territory, subject, team }: PagedAbout,
): EscalationPolicy | null {
  const here = policies.filter((policy) => policy.territory === territory);
  return (
    here.find(({ serves }) => serves.subjects.includes(subject)) ??
    here.find(({ serves }) => team !== null && serves.teams.includes(team)) ??
    here.find(({ serves }) => serves.default) ??
    null
  );
}

/** Schedules that a policy pages by, in its order, each once. */
export function schedulesOf({ steps, fallback }: EscalationPolicy): string[] {
  const targets = [...steps.flatMap((step) => step.targets), fallback];
  return [...new Set(targets.flatMap((one) => ('schedule' in one ? [one.schedule] : [])))];
}
