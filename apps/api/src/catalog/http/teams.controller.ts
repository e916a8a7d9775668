import { Body, Controller, Delete, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { TakesDocument } from '../../platform/http/body-limits.js';
import { Revalidated } from '../../platform/http/caching.js';
import { ExpectedVersion, type Expected } from '../../platform/http/if-match.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { Page } from '#contract';
import { DeleteResource } from '../use-cases/delete-resource.js';
import { FindTeams } from '../use-cases/find-teams.js';
import { SaveResource } from '../use-cases/save-resource.js';
import { Teams } from '../use-cases/teams.js';
import {
  listQuery,
  slugParam,
  teamBody,
  teamPage,
  teamSchema,
  type ListQuery,
  type TeamBody,
  type TeamJson,
} from './catalog.dto.js';
import { stamp } from '../../platform/http/entity-tag.js';
import { teamContentOf, teamJson } from './resource-json.js';

@ApiTags('catalog')
@Controller('api/v1/teams')
export class TeamsController {
  constructor(
    private readonly find: FindTeams,
    private readonly save: SaveResource,
    private readonly remove: DeleteResource,
    private readonly teams: Teams,
  ) {}

  @Get()
  @Revalidated('private')
  @Requires('team:read')
  @ApiOperation({ summary: 'Teams, by name' })
  @Answers(teamPage)
  async list(
    @InScope() scope: Scope,
    @Query({ schema: listQuery }) { limit, cursor, ...filter }: ListQuery,
  ): Promise<Page<TeamJson>> {
    const { items, nextCursor } = await this.find.execute(
      scope,
      { ...filter, after: cursor },
      limit,
    );
    return { items: items.map(teamJson), nextCursor };
  }

  @Get(':slug')
  @Revalidated('private')
  @Requires('team:read')
  @ApiOperation({ summary: 'One team' })
  @Answers(teamSchema)
  async one(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TeamJson> {
    const found = await this.find.one(scope, slug);
    stamp(reply, found.team.version);
    return teamJson(found);
  }

  @Put(':slug')
  @TakesDocument()
  @Requires('team:write')
  @ApiOperation({ summary: 'Creates or changes a team; fields left out keep their value' })
  @Answers(teamSchema, 200, 201)
  async put(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: teamBody }) body: TeamBody,
    @ExpectedVersion() expected: Expected,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TeamJson> {
    const { outcome } = await this.save.execute(
      scope,
      this.teams,
      slug,
      (before) => teamContentOf(body, before),
      expected,
    );
    const found = await this.find.one(scope, slug);
    stamp(reply, found.team.version, outcome === 'created');
    return teamJson(found);
  }

  @Delete(':slug')
  @Requires('team:write')
  @ApiOperation({ summary: 'Deletes a team that nothing refers to any more' })
  @AnswersNothing()
  async delete(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @ExpectedVersion() expected: Expected,
  ): Promise<void> {
    await this.remove.execute(scope, this.teams, slug, expected);
  }
}
