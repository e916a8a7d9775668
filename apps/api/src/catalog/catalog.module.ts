import { Module, type OnModuleInit } from '@nestjs/common';
import { EnvironmentsRepository } from './db/environments.repository.js';
import { ReferencesRepository } from './db/references.repository.js';
import { SeedRepository } from './db/seed.repository.js';
import { SubjectsRepository } from './db/subjects.repository.js';
import { TeamsRepository } from './db/teams.repository.js';
import { ApplyDocuments } from './use-cases/apply-documents.js';
import { ApplyEnvironment } from './use-cases/apply-environment.js';
import { ApplyKinds } from './use-cases/apply-kind.js';
import { ApplySubject } from './use-cases/apply-subject.js';
import { ApplyTeam } from './use-cases/apply-team.js';
import { DeleteEnvironment } from './use-cases/delete-environment.js';
import { DeleteSubject } from './use-cases/delete-subject.js';
import { DeleteTeam } from './use-cases/delete-team.js';
import { ExportCatalog } from './use-cases/export-catalog.js';
import { FindEnvironments } from './use-cases/find-environments.js';
import { FindSubjects } from './use-cases/find-subjects.js';
import { FindTeams } from './use-cases/find-teams.js';
import { SaveEnvironment } from './use-cases/save-environment.js';
import { SaveSubject } from './use-cases/save-subject.js';
import { SaveTeam } from './use-cases/save-team.js';
import { SeedCatalog } from './use-cases/seed-catalog.js';
import { SubjectReferences } from './use-cases/subject-references.js';
import { SubjectUses } from './use-cases/subject-uses.js';

const INSIDE = [EnvironmentsRepository, ReferencesRepository, SeedRepository, SubjectsRepository, TeamsRepository, SubjectReferences];
const KINDS = [ApplyTeam, ApplyEnvironment, ApplySubject];
const WRITES = [SaveEnvironment, DeleteEnvironment, SaveTeam, DeleteTeam, SaveSubject, DeleteSubject, ApplyDocuments, SeedCatalog];
const READS = [FindEnvironments, FindTeams, FindSubjects, ExportCatalog];
const REGISTRIES = [ApplyKinds, SubjectUses];
const USE_CASES = [...WRITES, ...READS, ...REGISTRIES];

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
