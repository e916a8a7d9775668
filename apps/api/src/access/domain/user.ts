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

/** Whether people of `territories` see somebody: who has access there, who has access nowhere, and themselves. */
export function isVisible(
  user: Pick<User, 'id' | 'grants'>,
  actorId: string,
  territories: readonly string[],
): boolean {
  const theirs = territoriesOf(user.grants);
  return (
    theirs.length === 0 ||
    user.id === actorId ||
    theirs.some((territory) => territories.includes(territory))
  );
}
