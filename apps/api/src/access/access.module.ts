import { Module } from '@nestjs/common';
import { ApiTokensRepository } from './db/api-tokens.repository.js';
import { FirstRunRepository } from './db/first-run.repository.js';
import { InvitationsRepository } from './db/invitations.repository.js';
import { PrincipalsRepository } from './db/principals.repository.js';
import { TerritoriesRepository } from './db/territories.repository.js';
import { UsersRepository } from './db/users.repository.js';
import { EnsureFirstRunLink } from './use-cases/ensure-first-run-link.js';
import { MintOperatorToken } from './use-cases/mint-operator-token.js';

const REPOSITORIES = [ApiTokensRepository, FirstRunRepository, InvitationsRepository, PrincipalsRepository, TerritoriesRepository, UsersRepository];

/** What admin tasks need of this room, without HTTP. */
@Module({
  providers: [...REPOSITORIES, EnsureFirstRunLink, MintOperatorToken],
  exports: [...REPOSITORIES, EnsureFirstRunLink, MintOperatorToken],
})
export class AccessModule {}
