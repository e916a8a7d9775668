import { isSample } from '../domain/labels.js';
import { contentOf } from '../domain/resource.js';
import type { Environment, EnvironmentContent } from '../domain/environment.js';
import type { Team, TeamContent } from '../domain/team.js';
import type { EnvironmentBody, EnvironmentJson, TeamBody, TeamJson } from './catalog.dto.js';

export function teamJson({
  team,
  subjects,
}: {
  readonly team: Team;
  readonly subjects: number;
}): TeamJson {
  const { id: _id, createdAt: _createdAt, members, labels, ...same } = team;
  return { ...same, members: [...members], labels, sample: isSample(labels), subjects };
}

/** What a PUT makes of a team: fields left out keep their value. */
export function teamContentOf(
  { name, territory, description, contact, members, labels }: TeamBody,
  before: Team | null,
): TeamContent {
  const kept = before
    ? contentOf(before)
    : { description: '', contact: null, members: [], labels: {} };
  return {
    name,
    territory,
    description: description ?? kept.description,
    contact: contact === undefined ? kept.contact : contact,
    members: members ?? kept.members,
    labels: labels ?? kept.labels,
  };
}

export function environmentJson(environment: Environment): EnvironmentJson {
  const { id: _id, createdAt: _createdAt, ...same } = environment;
  return { ...same, sample: isSample(environment.labels) };
}

/** What a PUT makes of an environment: labels left out keep their value. */
export function environmentContentOf(
  { labels, ...body }: EnvironmentBody,
  before: Environment | null,
): EnvironmentContent {
  return { ...body, labels: labels ?? before?.labels ?? {} };
}
