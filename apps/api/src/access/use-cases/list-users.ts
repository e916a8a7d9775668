import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { UsersRepository } from '../db/users.repository.js';
import { within } from '../domain/grants.js';
import { pageAfter, type Page, type PageRequest } from '#contract';
import type { AccessScope } from '../domain/principal.js';
import type { User } from '../domain/user.js';
import { asAccess } from '../domain/access-scopes.js';

/**
 * People with access to the scope's territories, and oneself; to whoever may see all territories, people without any access, too.
 * Grants in other territories are not shown.
 */
@Injectable()
export class ListUsers {
  constructor(
    private readonly database: DatabaseReader,
    private readonly users: UsersRepository,
  ) {}

  /** @returns one page */
  async execute(scope: AccessScope, page: PageRequest): Promise<Page<User>> {
    const { territories, principal } = scope;
    const all = await this.database.read(asAccess(scope), (tx) =>
      this.users.list(tx, territories, principal.userId),
    );
    return pageAfter(
      all.map((user) => ({ ...user, grants: within(user.grants, territories) })),
      page,
    );
  }
}
