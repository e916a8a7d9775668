import { Injectable } from '@nestjs/common';
import { guestScope, type AccessScope, type Principal } from '../domain/principal.js';

/** The one thing that somebody may touch, and where it is. */
export interface Invitation {
  readonly id: string;
  readonly territory: string;
}

/** @param key of the thing, as in the path; @returns null for whoever was not asked */
export type FindInvitation = (userId: string, key: string) => Promise<Invitation | null>;

/**
 * Lets people touch one thing that they were asked to help with, whatever they hold in its territory. The room of such things registers who
 * was asked, so that this room need not know them.
 */
@Injectable()
export class AdmitGuest {
  private find: FindInvitation = () => Promise.resolve(null);

  register(find: FindInvitation): void {
    this.find = find;
  }

  /**
   * @param scope what they hold by themselves
   * @param key of the thing, as in the path
   * @returns the same where that is enough, or nobody asked them; tokens are asked nothing
   */
  async execute(
    scope: AccessScope,
    { actor, userId }: Principal,
    key: string,
  ): Promise<AccessScope> {
    if (actor.kind !== 'user' || userId === null) return scope;
    const invitation = await this.find(userId, key);
    return invitation ? guestScope(scope, invitation) : scope;
  }
}
