import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { Asked, Asks, pageJson } from '../../platform/http/asked.js';
import { slugParam } from '../../platform/http/common-schemas.js';
import { deletionSchema } from '../../platform/http/deletion-schema.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { MaintenanceWindows } from '../use-cases/maintenance-windows.js';
import { PreviewWindow } from '../use-cases/preview-window.js';
import {
  previewSchema,
  windowBody,
  windowJson,
  windowPage,
  windowSchema,
  type WindowBody,
} from './maintenance.dto.js';
import { listQuery, type ListQuery } from './source.dto.js';

@ApiTags('maintenance')
@Controller('api/v1/maintenance-windows')
export class MaintenanceController {
  constructor(
    private readonly windows: MaintenanceWindows,
    private readonly previews: PreviewWindow,
  ) {}

  @Get()
  @Requires('maintenance:read')
  @ApiOperation({ summary: 'Maintenance windows, by name, each with its next times' })
  @Answers(windowPage)
  async list(@InScope() scope: Scope, @Query({ schema: listQuery }) query: ListQuery) {
    return pageJson(await this.windows.list(scope, query), windowJson);
  }

  @Get(':slug')
  @Requires('maintenance:read')
  @ApiOperation({ summary: 'One maintenance window' })
  @Answers(windowSchema)
  async one(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked) {
    return asked.shown(windowJson(await this.windows.one(asked.scope, slug)));
  }

  @Post('preview')
  @Requires('maintenance:write')
  @ApiOperation({
    summary:
      'What a window would be that is not saved: its next times, and the alerts of 30 days it is about',
  })
  @Answers(previewSchema, 200)
  preview(@InScope() scope: Scope, @Body({ schema: windowBody }) body: WindowBody) {
    return this.previews.execute(scope, body);
  }

  @Put(':slug')
  @Requires('maintenance:write')
  @ApiOperation({
    summary: 'Creates or changes a window: while it holds nobody is paged about what it is about',
  })
  @Answers(windowSchema, 200, 201)
  async put(
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: windowBody }) body: WindowBody,
    @Asks() asked: Asked,
  ) {
    const { view, outcome } = await this.windows.put(asked, slug, () => body);
    return asked.shown(windowJson(view), outcome);
  }

  @Get(':slug/deletion')
  @Requires('maintenance:write')
  @ApiOperation({
    summary: 'What deleting a window would change besides; refused as the deletion would be',
  })
  @Answers(deletionSchema)
  async deletion(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return { changes: await this.windows.wouldDelete(scope, slug) };
  }

  @Delete(':slug')
  @Requires('maintenance:write')
  @ApiOperation({ summary: 'Deletes a window; what it holds pages people at once' })
  @AnswersNothing()
  delete(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked): Promise<void> {
    return this.windows.delete(asked, slug);
  }
}
