import { territoriesOf, type Grant } from './grants.js';

/** A person who may sign in. */
export interface User {
  readonly id: string;
  readonly name: string;
  /** lower case */
  readonly email: string;
  readonly grants: readonly Grant[];
  readonly disabled: boolean;
  readonly lastSeenAt: Date | null;
  readonly createdAt: Date;
}

/**
 * The territories whose administrators decide together about an account as a whole: those in which it has access, and all of them
 * when it has access nowhere; else whoever comes first would have it with whatever it is given next.
 * @param all the territories there are
 */
export function belongsTo({ grants }: Pick<User, 'grants'>, all: readonly string[]): string[] {
  const held = territoriesOf(grants);
  return held.length > 0 ? held : [...all];
}

/**
 * Whether people of `territories` see somebody: who has access in one of them, and themselves. Who has access nowhere is seen from
 * all territories only.
 * @param all the territories there are
 */
export function isVisible(
  user: Pick<User, 'id' | 'grants'>,
  actorId: string,
  territories: readonly string[],
  all: readonly string[],
): boolean {
  const mine = (territory: string) => territories.includes(territory);
  const held = territoriesOf(user.grants);
  return user.id === actorId || (held.length > 0 ? held.some(mine) : all.every(mine));
}
