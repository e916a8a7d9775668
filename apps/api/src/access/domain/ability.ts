import {
  AbilityBuilder,
  createMongoAbility,
  subject,
  type ForcedSubject,
  type MongoAbility,
} from '@casl/ability';
import { PERMISSIONS, type Permission } from '#contract';
import { forbidden, type DomainError } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { beyond } from './effective-permissions.js';
import type { GrantCell } from './grants.js';
import { isAccessScope, type AccessScope } from './principal.js';

/** Nouns of this room itself: who holds the permission may do it, whatever the thing. */
type OwnNoun = 'user' | 'territory' | 'token' | 'self';
const OWN_NOUNS: readonly string[] = ['user', 'territory', 'token', 'self'];

/** Nouns that are both read and written by permission, in a territory: rules over attributes hold for every one of them. */
type RuledNoun = Exclude<NounWith<'read'> & NounWith<'write'>, OwnNoun>;
type NounWith<V extends Verb> = Permission extends infer P
  ? P extends `${infer Noun}:${V}`
    ? Noun
    : never
  : never;
const KINDS = PERMISSIONS.flatMap((permission) => {
  const [noun = '', verb] = permission.split(':');
  const ruled = verb === 'write' && PERMISSIONS.some((other) => other === `${noun}:read`);
  return ruled && !OWN_NOUNS.includes(noun) ? [noun as RuledNoun] : [];
});

const PERSONAL =
  'Things of data class "personal" are changed by an approver or an administrator of their territory.';
const MANAGED_BY_GIT =
  'A git repository manages this; change it there, its next apply would undo yours.';

/** What rules over attributes permit. */
export type Verb = 'read' | 'write';
/** What rules over attributes speak of. */
export type Kind = RuledNoun | 'token';

/** The attributes of a thing that decide who may do what with it; what is not given counts as not set. */
export interface Attributes {
  readonly territory?: string | null;
  /** a subject's data class, or the label `data-class`: personal, business, analytics */
  readonly dataClass?: string | null;
  /** label `managed-by`: `git` when a repository is the truth */
  readonly managedBy?: string | null;
  /** owner of a token */
  readonly userId?: string | null;
  readonly territories?: readonly string[];
}

type Things = { [K in Kind]: Attributes & ForcedSubject<K> };
export type Ability = MongoAbility<[Verb, Kind | Things[Kind]]>;

/**
 * What the actor of `scope` may do, attribute by attribute. On top of the territories of every grant:
 * 1. Things of data class `personal` are changed only where the actor also holds `audit:read` (approver, auditor,
 *    administrator): whoever changes how personal data is handled must be able to see the trail of it.
 * 2. What git manages is changed by a token that may apply the catalog, never by hand: the next apply would undo it silently.
 * 3. API tokens are their owner's; where somebody holds `user:read` (`user:write`) they see (revoke) everybody's.
 * Background work is bound by its territories alone.
 */
export function abilityFor(scope: Scope): Ability {
  const { can, cannot, build } = new AbilityBuilder<Ability>(createMongoAbility);
  if (!isAccessScope(scope)) {
    can(['read', 'write'], [...KINDS], { territory: { $in: [...scope.territories] } });
    return build();
  }
  const held = heldBy(scope);
  for (const kind of KINDS)
    for (const verb of ['read', 'write'] as const)
      can(verb, kind, { territory: { $in: held(`${kind}:${verb}`) } });
  cannot('write', [...KINDS], {
    dataClass: 'personal',
    territory: { $nin: held('audit:read') },
  }).because(PERSONAL);
  if (scope.actor.kind !== 'token' || held('catalog:apply').length === 0) {
    cannot('write', [...KINDS], { managedBy: 'git' }).because(MANAGED_BY_GIT);
  }
  const { userId } = scope.principal;
  if (userId) can(['read', 'write'], 'token', { userId });
  can('read', 'token', { territories: { $in: held('user:read') } });
  can('write', 'token', { territories: { $in: held('user:write') } });
  return build();
}

function heldBy({ principal }: AccessScope): (permission: Permission) => string[] {
  return (permission) => [...(principal.effectivePermissions.get(permission) ?? [])];
}

function thing(kind: Kind, attributes: Attributes): Things[Kind] {
  return subject(kind, { ...attributes }) as Things[Kind];
}

/** Whether the actor of `ability` may do this with a thing of these attributes. */
export function may(ability: Ability, verb: Verb, kind: Kind, attributes: Attributes): boolean {
  return ability.can(verb, thing(kind, attributes));
}

const NOT_MINE = ['personal-data', 'managed-by-git', 'not-there', 'not-this'] as const;
/** Why `assertMay` refuses, by its reasons: it has no others. */
export const MAY_NOT: ReadonlySet<string> = new Set(NOT_MINE);

/** A refusal of `assertMay`. */
function mayNot(
  reason: (typeof NOT_MINE)[number],
  message: string,
  about: readonly string[] = [],
): DomainError {
  return forbidden(reason, message, about);
}

/** @throws DomainError `forbidden` with the rule's own sentence, for a reason of `MAY_NOT` */
export function assertMay(scope: Scope, verb: Verb, kind: Kind, attributes: Attributes): void {
  const ability = abilityFor(scope);
  const about = thing(kind, attributes);
  if (ability.can(verb, about)) return;
  const why = ability.relevantRuleFor(verb, about)?.reason;
  if (why === PERSONAL) throw mayNot('personal-data', why);
  if (why === MANAGED_BY_GIT) throw mayNot('managed-by-git', why);
  const { territory } = attributes;
  if (territory)
    throw mayNot('not-there', `You may not ${verb} this ${kind} in ${territory}.`, [territory]);
  throw mayNot('not-this', `You may not ${verb} this ${kind}.`);
}

/**
 * What is valid in several territories is ended by its owner, or by whoever may write people in all of them.
 * @param valid territories in which the token opens something
 * @throws DomainError `forbidden`
 */
export function assertMayRevoke(scope: Scope, token: Attributes, valid: readonly string[]): void {
  assertMay(scope, 'write', 'token', token);
  if (!isAccessScope(scope)) return;
  const { userId } = scope.principal;
  if (userId !== null && token.userId === userId) return;
  const held = heldBy(scope)('user:write');
  const foreign = valid.filter((territory) => !held.includes(territory));
  if (foreign.length > 0)
    throw forbidden(
      'token-elsewhere',
      `This token is also valid in ${foreign.join(', ')}; its owner can revoke it, or an administrator of all its territories.`,
      foreign,
    );
}

/**
 * Whoever gives roles must hold all that they carry. Administrators do; a token that may only write users does not, and would
 * otherwise lift an account of its thief above itself.
 * @throws DomainError `forbidden` naming the first role that is too much
 */
export function assertMayGrant({ principal }: AccessScope, cells: readonly GrantCell[]): void {
  const [first] = beyond(cells, principal.effectivePermissions);
  if (first)
    throw forbidden(
      'role-beyond',
      `You cannot give the role ${first.role} in ${first.territory}: it holds permissions that you do not hold there.`,
      [first.territory, first.role],
    );
}
