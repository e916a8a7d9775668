import type { User } from '../../access/domain/user.js';
import { mayBeOnCall, notOnCall } from '../../oncall/domain/responders.js';
import type { FieldError } from '../../platform/kernel/domain-error.js';
import type { PolicyContent, Serves } from './escalation-policy.js';

/** What is there of what a policy refers to, as far as its writer sees it. */
export interface PolicyReferences {
  /** territories by subject */
  readonly subjects: ReadonlyMap<string, string>;
  readonly teams: ReadonlySet<string>;
  /** by slug; only the names count */
  readonly schedules: ReadonlyMap<string, unknown>;
  /** by mail address */
  readonly users: ReadonlyMap<string, User>;
  /** what other policies of the territory serve */
  readonly others: readonly { readonly slug: string; readonly serves: Serves }[];
}

/** Every reference of content that does not hold. Paths are those of the policy; its users are addresses. */
export function referenceFaults(
  content: PolicyContent,
  references: PolicyReferences,
): FieldError[] {
  return [...servedFaults(content, references), ...targetFaults(content, references)];
}

function servedFaults(
  { territory, serves }: PolicyContent,
  { subjects, teams, others }: PolicyReferences,
): FieldError[] {
  const taken = (path: string, by: (serves: Serves) => boolean): FieldError[] => {
    const other = others.find((policy) => by(policy.serves));
    if (!other) return [];
    const message = `The escalation policy "${other.slug}" serves this already.`;
    return [{ path, code: 'served-already', message }];
  };
  const ofSubjects = serves.subjects.flatMap((subject, i) => {
    const path = `serves.subjects.${i}`;
    const home = subjects.get(subject);
    if (home === undefined) return [unknown(path, 'subject', subject)];
    if (home === territory) return taken(path, (other) => other.subjects.includes(subject));
    const message = `The subject "${subject}" is at home in ${home}; a policy serves subjects of its own territory.`;
    return [{ path, code: 'other-territory', message }];
  });
  const ofTeams = serves.teams.flatMap((team, i) => {
    const path = `serves.teams.${i}`;
    if (!teams.has(team)) return [unknown(path, 'team', team)];
    return taken(path, (other) => other.teams.includes(team));
  });
  const ofDefault = serves.default ? taken('serves.default', (other) => other.default) : [];
  return [...ofSubjects, ...ofTeams, ...ofDefault];
}

/** Whoever is paged has to be able to act where the policy serves. */
function targetFaults(
  { territory, steps, fallback }: PolicyContent,
  { schedules, users }: PolicyReferences,
): FieldError[] {
  const placed = [
    ...steps.flatMap(({ targets }, at) =>
      targets.map((target, i) => ({ target, path: `steps.${at}.targets.${i}` })),
    ),
    { target: fallback, path: 'fallback' },
  ];
  return placed.flatMap(({ target, path }) => {
    if ('schedule' in target) {
      const { schedule } = target;
      return schedules.has(schedule) ? [] : [unknown(`${path}.schedule`, 'schedule', schedule)];
    }
    const user = users.get(target.user);
    const may = user !== undefined && mayBeOnCall(user, territory);
    return may ? [] : [notOnCall(`${path}.user`, target.user, territory)];
  });
}

function unknown(path: string, noun: string, name: string): FieldError {
  const message = `There is no ${noun} "${name}" that you may see.`;
  return { path, code: `unknown-${noun}`, message };
}
