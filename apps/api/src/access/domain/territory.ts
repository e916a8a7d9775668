import { territoriesOf, type Grant } from './grants.js';

/** Where data may be seen. */
export interface Territory {
  /** e.g. `DE` */
  readonly code: string;
  readonly name: { readonly de: string; readonly en: string };
}

/**
 * Who becomes administrator of a new territory: whoever makes it, and everybody who is administrator in all others, so that
 * "everywhere" stays everywhere.
 * @param existing codes of the territories there were
 */
export function firstAdministrators(
  actorId: string | null,
  users: readonly { readonly id: string; readonly grants: readonly Grant[] }[],
  existing: readonly string[],
): string[] {
  const everywhere = users.filter(({ grants }) => {
    const administered = territoriesOf(grants.filter(({ role }) => role === 'admin'));
    return existing.every((code) => administered.includes(code));
  });
  return [...new Set([...(actorId ? [actorId] : []), ...everywhere.map(({ id }) => id)])];
}
