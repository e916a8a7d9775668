import type { Environment } from './environment.js';
import type { Labels } from './labels.js';
import type { Resource } from './resource.js';
import type { Subject } from './subject.js';
import type { Team } from './team.js';

export const API_VERSION = 'leitstand/v1';

/** A resource as it is written in files. */
export interface CatalogDocument {
  readonly apiVersion: typeof API_VERSION;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly displayName?: string;
    readonly labels?: Labels;
  };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** A resource as a document; what is not set or empty is left out of its `spec`. */
export function documentOf(
  kind: string,
  { slug, name, labels }: Pick<Resource, 'slug' | 'name' | 'labels'>,
  spec: Readonly<Record<string, unknown>>,
): CatalogDocument {
  const given = Object.entries(spec).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  );
  const metadata = {
    name: slug,
    ...(name === slug ? {} : { displayName: name }),
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
  };
  return { apiVersion: API_VERSION, kind, metadata, spec: Object.fromEntries(given) };
}

export function teamDocument(team: Team): CatalogDocument {
  const { description, territory, contact, members } = team;
  return documentOf('Team', team, { description, territory, contact, members });
}

export function environmentDocument(environment: Environment): CatalogDocument {
  const { purpose, availability, access, owner, territory } = environment;
  return documentOf('Environment', environment, {
    purpose,
    availability,
    access,
    owner,
    territory,
  });
}

export function subjectDocument(subject: Subject): CatalogDocument {
  const {
    kind,
    description,
    territory,
    team,
    owner,
    environment,
    tier,
    dataClass,
    dependsOn,
    backup,
    url,
  } = subject;
  return documentOf('Subject', subject, {
    type: kind,
    description,
    territory,
    team,
    owner,
    environment,
    tier,
    dataClass,
    dependsOn,
    backup,
    url,
  });
}

/** Where a field of a resource stands in its document: `kind` is `spec.type`, `name` is `metadata.displayName`. */
export function documentPath(field: string): string {
  if (field === '') return field;
  if (field === 'slug') return 'metadata.name';
  if (field === 'name') return 'metadata.displayName';
  if (field === 'kind') return 'spec.type';
  return /^labels(\.|$)/.test(field) ? `metadata.${field}` : `spec.${field}`;
}
