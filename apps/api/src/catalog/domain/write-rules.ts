import { assertMay, type Kind } from '../../access/domain/ability.js';
import { violatedReference } from '../../platform/kernel/database-errors.js';
import { conflict, DomainError, invalid } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ruledBy, type Labels } from './labels.js';
import type { Named } from './resource.js';

/** How a writer gets from what is there (null = nothing yet) to what shall be. */
export type Edit<R, C> = (before: R | null) => C;

/** What a write finds or leaves behind; null = nothing. A subject says its data class itself, everything else by a label. */
type State =
  | (Pick<Named, 'territory'> & { readonly labels?: Labels; readonly dataClass?: string | null })
  | null;

/**
 * Holds a write against the rules over attributes, in what is there and in what shall be: neither may be the actor's way around them.
 * @throws DomainError `forbidden`, naming the field when it is about the territory
 */
export function assertMayWrite(scope: Scope, noun: Kind, before: State, after: State): void {
  if (after && !scope.territories.includes(after.territory)) {
    throw invalid(
      [
        {
          path: 'territory',
          code: 'territory-not-yours',
          message: `There is no territory "${after.territory}" that you may write in.`,
        },
      ],
      'forbidden',
    );
  }
  for (const state of [before, after]) {
    if (!state) continue;
    const labelled = ruledBy(state.labels ?? {});
    assertMay(scope, 'write', noun, {
      ...labelled,
      territory: state.territory,
      dataClass: state.dataClass ?? labelled.dataClass,
    });
  }
}

/** For an insert that hit a name which is taken by something the actor does not see. */
export function nameTaken(noun: string, slug: string): DomainError {
  const message = `The ${noun} name "${slug}" is taken in a territory where you may not write.`;
  return new DomainError('conflict', message, [{ path: 'slug', code: 'name-taken', message }]);
}

/** For a save that failed: a reference that somebody else broke or made meanwhile is a conflict, every other error stays what it is. */
export function rethrowReference(error: unknown): never {
  const table = violatedReference(error);
  if (table === null) throw error;
  throw conflict(
    'changed-meanwhile',
    `This does not go together with what ${table.replaceAll('_', ' ') || 'something else'} refers to by now; read it again and try once more.`,
  );
}

/** For a delete of something that others still refer to. @param users names of them that the actor may see */
export function inUse(noun: string, slug: string, users: readonly string[]): DomainError {
  const shown =
    users.slice(0, 10).join(', ') + (users.length > 10 ? ` and ${users.length - 10} more` : '');
  const by = users.length > 0 ? shown : 'something in a territory that you may not see';
  return new DomainError(
    'conflict',
    `The ${noun} "${slug}" is still needed by ${by}.`,
    users.map((user) => ({ path: 'slug', code: 'in-use', message: user })),
  );
}

/** @param users names of what refers to it, as far as the actor may see them; @throws DomainError `conflict` naming them */
export function assertNotNeeded(noun: string, slug: string, users: readonly string[]): void {
  if (users.length > 0) throw inUse(noun, slug, users);
}
