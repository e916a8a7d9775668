import { Module } from '@nestjs/common';
import { CatalogModule } from './catalog.module.js';
import { ApplyController } from './http/apply.controller.js';
import { EnvironmentsController } from './http/environments.controller.js';
import { SubjectsController } from './http/subjects.controller.js';
import { TeamsController } from './http/teams.controller.js';

/** The catalog over HTTP. */
@Module({
  imports: [CatalogModule],
  controllers: [ApplyController, EnvironmentsController, SubjectsController, TeamsController],
})
export class CatalogHttpModule {}
