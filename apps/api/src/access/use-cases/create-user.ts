import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { newId } from '../../platform/kernel/ids.js';
import { UsersRepository } from '../db/users.repository.js';
import { cellsOf, type Grant } from '../domain/grants.js';

/** Who is to be created. */
export interface PersonToCreate {
  readonly name: string;
  readonly email: string;
  readonly locale: 'de' | 'en' | null;
  readonly grants: readonly Grant[];
  /** hashed; null for somebody who signs in elsewhere */
  readonly passwordHash: string | null;
}

/** Creates a user with grants inside of the caller's transaction. Only a first run and invitations lead here. */
@Injectable()
export class CreateUser {
  constructor(private readonly users: UsersRepository) {}

  /** @returns the new user's id */
  async execute(tx: Tx, person: PersonToCreate, now: Date): Promise<string> {
    const { name, email, locale, grants, passwordHash } = person;
    const id = newId();
    await this.users.create(tx, { id, name, email, locale }, now);
    if (passwordHash) await this.users.addPassword(tx, newId(), id, passwordHash, now);
    await this.users.changeGrants(tx, id, cellsOf(grants), []);
    return id;
  }
}
