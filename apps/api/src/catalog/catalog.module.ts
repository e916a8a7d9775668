import { Module, type OnModuleInit } from '@nestjs/common';
import { EnvironmentsRepository } from './db/environments.repository.js';
import { ReferencesRepository } from './db/references.repository.js';
import { SeedRepository } from './db/seed.repository.js';
import { SubjectsRepository } from './db/subjects.repository.js';
import { TeamsRepository } from './db/teams.repository.js';
import { CatalogFolder } from './gateways/catalog-folder.gateway.js';
import { ApplyDocuments } from './use-cases/apply-documents.js';
import { ApplyEnvironment } from './use-cases/apply-environment.js';
import { ApplyKinds } from './use-cases/apply-kinds.js';
import { ApplySubject } from './use-cases/apply-subject.js';
import { ApplyTeam } from './use-cases/apply-team.js';
import { Environments } from './use-cases/environments.js';
import { ExportCatalog } from './use-cases/export-catalog.js';
import { ResourceUses } from './use-cases/resource-uses.js';
import { SeedCatalog } from './use-cases/seed-catalog.js';
import { Subjects } from './use-cases/subjects.js';
import { Teams } from './use-cases/teams.js';
import { NounTools } from './use-cases/versioned-noun.js';

const INSIDE = [
  EnvironmentsRepository,
  ReferencesRepository,
  SeedRepository,
  SubjectsRepository,
  TeamsRepository,
  CatalogFolder,
];
const NOUNS = [NounTools, Teams, Environments, Subjects];
const KINDS = [ApplyTeam, ApplyEnvironment, ApplySubject];
const VERBS = [ApplyDocuments, ExportCatalog, SeedCatalog];
const REGISTRIES = [ApplyKinds, ResourceUses];
const USE_CASES = [...NOUNS, ...VERBS, ...REGISTRIES];

/** What promises are made about. Needs the audit trail and the platform around it. */
@Module({ providers: [...INSIDE, ...KINDS, ...USE_CASES], exports: USE_CASES })
export class CatalogModule implements OnModuleInit {
  constructor(
    private readonly kinds: ApplyKinds,
    private readonly team: ApplyTeam,
    private readonly environment: ApplyEnvironment,
    private readonly subject: ApplySubject,
  ) {}

  onModuleInit(): void {
    for (const kind of [this.team, this.environment, this.subject]) this.kinds.register(kind);
  }
}
