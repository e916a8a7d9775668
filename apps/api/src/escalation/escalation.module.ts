import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { PoliciesRepository } from './db/policies.repository.js';
import { PolicyReferencesRepository } from './db/references.repository.js';
import { PoliciesController } from './http/policies.controller.js';
import { ApplyPolicy } from './use-cases/apply-policy.js';
import { DeletePolicy } from './use-cases/delete-policy.js';
import { FindPolicies } from './use-cases/find-policies.js';
import { NameUsers } from './use-cases/name-users.js';
import { SavePolicy } from './use-cases/save-policy.js';

const REPOSITORIES = [PoliciesRepository, PolicyReferencesRepository];

/** Escalation policies over HTTP, and in the catalog's documents. */
@Module({
  imports: [CatalogModule],
  controllers: [PoliciesController],
  providers: [...REPOSITORIES, NameUsers, FindPolicies, SavePolicy, DeletePolicy, ApplyPolicy],
})
export class EscalationHttpModule {}
