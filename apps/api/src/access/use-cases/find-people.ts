import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { UsersRepository } from '../db/users.repository.js';
import type { User } from '../domain/user.js';

/** People whom things of rooms downstream name. */
@Injectable()
export class FindPeople {
  constructor(private readonly users: UsersRepository) {}

  /**
   * @param by addresses in lower case, ids, or both; whom there is not is left out
   * @returns with the roles that they hold in the territories that the scope sees
   */
  async execute(
    tx: Tx,
    by: { readonly emails?: readonly string[]; readonly ids?: readonly string[] },
  ): Promise<User[]> {
    if ((by.emails ?? []).length + (by.ids ?? []).length === 0) return [];
    return this.users.findAll(tx, by);
  }
}
