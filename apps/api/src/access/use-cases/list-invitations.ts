import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { Clock } from '../../platform/kernel/clock.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { InvitationsRepository } from '../db/invitations.repository.js';
import { within } from '../domain/grants.js';
import type { Invitation } from '../domain/invitation.js';
import { pageAfter, type Page, type PageRequest } from '#contract';

/** Invitations that can still be accepted, newest first; grants in other territories are not shown. */
@Injectable()
export class ListInvitations {
  constructor(
    private readonly database: DatabaseReader,
    private readonly invitations: InvitationsRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns one page */
  async execute(scope: Scope, page: PageRequest): Promise<Page<Invitation>> {
    const open = await this.database.read(scope, (tx) =>
      this.invitations.listOpen(tx, this.clock.now()),
    );
    return pageAfter(
      open.map((invitation) => ({
        ...invitation,
        grants: within(invitation.grants, scope.territories),
      })),
      page,
    );
  }
}
