import type { Grant } from './grants.js';

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
