import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { slugParam } from '../../platform/http/common-schemas.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import { Replayable } from '../../platform/idempotency/replayable.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { AddOverride } from '../use-cases/add-override.js';
import { FindOverrides } from '../use-cases/find-overrides.js';
import { RemoveOverride } from '../use-cases/remove-override.js';
import { overrideBody, overrideSchema, overridesSchema, type OverrideBody } from './oncall.dto.js';
import { overrideJson } from './oncall-json.js';

@ApiTags('on call')
@Controller('api/v1/schedules/:slug/overrides')
export class OverridesController {
  constructor(
    private readonly find: FindOverrides,
    private readonly add: AddOverride,
    private readonly remove: RemoveOverride,
  ) {}

  @Get()
  @Requires('schedule:read')
  @ApiOperation({ summary: 'Overrides of a schedule that are not over, by their begin' })
  @Answers(overridesSchema)
  async list(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    const { overrides, people } = await this.find.execute(scope, slug);
    return { items: overrides.map(overrideJson(people)) };
  }

  @Post()
  @Replayable()
  @Requires('override:write')
  @ApiOperation({
    summary:
      'Puts somebody on call for a time: oneself, another for one’s own shifts, or as an editor anybody',
  })
  @Answers(overrideSchema, 201)
  async create(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: overrideBody }) { user, start, end }: OverrideBody,
  ) {
    const { override, people } = await this.add.execute(scope, slug, {
      user: user ?? null,
      start: start === undefined ? null : new Date(start),
      end: new Date(end),
    });
    return overrideJson(people)(override);
  }

  @Delete(':id')
  @Requires('override:write')
  @ApiOperation({
    summary: 'Takes an override back: one that has not begun is gone, one that goes on ends now',
  })
  @AnswersNothing()
  delete(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Param('id') id: string,
  ): Promise<void> {
    return this.remove.execute(scope, slug, id);
  }
}
