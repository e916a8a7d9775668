import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { TakesDocument } from '../../platform/http/body-limits.js';
import { Asked, Asks, pageJson } from '../../platform/http/asked.js';
import { Revalidated } from '../../platform/http/caching.js';
import { slugParam } from '../../platform/http/common-schemas.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { deletionSchema } from '../../platform/http/deletion-schema.js';
import { Teams } from '../use-cases/teams.js';
import {
  listQuery,
  teamBody,
  teamPage,
  teamSchema,
  type ListQuery,
  type TeamBody,
} from './catalog.dto.js';
import { teamContentOf, teamJson } from './resource-json.js';

@ApiTags('catalog')
@Controller('api/v1/teams')
export class TeamsController {
  constructor(private readonly teams: Teams) {}

  @Get()
  @Revalidated('private')
  @Requires('team:read')
  @ApiOperation({ summary: 'Teams, by name' })
  @Answers(teamPage)
  async list(@InScope() scope: Scope, @Query({ schema: listQuery }) query: ListQuery) {
    return pageJson(await this.teams.list(scope, query), teamJson);
  }

  @Get(':slug')
  @Revalidated('private')
  @Requires('team:read')
  @ApiOperation({ summary: 'One team' })
  @Answers(teamSchema)
  async one(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked) {
    return asked.shown(teamJson(await this.teams.one(asked.scope, slug)));
  }

  @Put(':slug')
  @TakesDocument()
  @Requires('team:write')
  @ApiOperation({ summary: 'Creates or changes a team; fields left out keep their value' })
  @Answers(teamSchema, 200, 201)
  async put(
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: teamBody }) body: TeamBody,
    @Asks() asked: Asked,
  ) {
    const { view, outcome } = await this.teams.put(asked, slug, (before) =>
      teamContentOf(body, before),
    );
    return asked.shown(teamJson(view), outcome);
  }

  @Get(':slug/deletion')
  @Requires('team:write')
  @ApiOperation({
    summary: 'What deleting a team would change besides; refused as the deletion would be',
  })
  @Answers(deletionSchema)
  async deletion(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return { changes: await this.teams.wouldDelete(scope, slug) };
  }

  @Delete(':slug')
  @Requires('team:write')
  @ApiOperation({ summary: 'Deletes a team that nothing refers to any more' })
  @AnswersNothing()
  delete(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked): Promise<void> {
    return this.teams.delete(asked, slug);
  }
}
