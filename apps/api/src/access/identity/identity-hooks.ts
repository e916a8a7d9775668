import type { Origin } from '../../platform/kernel/scope.js';

/** What an identity provider says of somebody, after its signature was verified. */
export interface Profile {
  /** the provider's stable name for them (`sub`) */
  readonly subject: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly name: string | null;
}

/** Where the identity library asks and tells the rest of this room. */
export abstract class IdentityHooks {
  /** Lets somebody in who proved who they are elsewhere. @throws DomainError `forbidden` with a sentence that says why not */
  abstract admit(profile: Profile, origin: Origin): Promise<void>;
  /** Before a session starts. @throws DomainError `forbidden` when the account is disabled */
  abstract sessionStarts(userId: string): Promise<void>;
  /** After a session started. */
  abstract sessionStarted(userId: string, origin: Origin): Promise<void>;
}
