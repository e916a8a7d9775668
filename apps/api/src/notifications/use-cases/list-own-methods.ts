import { Injectable } from '@nestjs/common';
import type { Unreachable } from '#contract';
import type { AccessScope } from '../../access/domain/principal.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { Channels } from '../channels/channels.js';
import { ContactMethodsRepository } from '../db/contact-methods.repository.js';
import { unreachableBecause, type ContactMethod } from '../domain/contact-method.js';
import { ownAccount } from '../domain/own-account.js';

/** The ways to somebody, and whether any leads to them. */
export interface OwnMethods {
  readonly items: readonly ContactMethod[];
  /** null = they can be reached */
  readonly unreachable: Unreachable | null;
}

/** How I am reached. */
@Injectable()
export class ListOwnMethods {
  constructor(
    private readonly database: DatabaseReader,
    private readonly methods: ContactMethodsRepository,
    private readonly channels: Channels,
  ) {}

  /** @throws DomainError `forbidden` for tokens */
  async execute(scope: AccessScope): Promise<OwnMethods> {
    const own = ownAccount(scope);
    const items = await this.database.read(own.scope, (tx) => this.methods.list(tx, own.userId));
    return { items, unreachable: unreachableBecause(items, this.channels.isSetUp) };
  }
}
