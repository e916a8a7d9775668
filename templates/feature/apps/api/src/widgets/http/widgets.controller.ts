import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { Asked, Asks, pageJson } from '../../platform/http/asked.js';
import { Revalidated } from '../../platform/http/caching.js';
import { slugParam } from '../../platform/http/common-schemas.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { Widgets } from '../use-cases/widgets.js';
import {
  draftOf,
  listQuery,
  widgetBody,
  widgetJson,
  widgetPage,
  widgetSchema,
  type ListQuery,
  type WidgetBody,
} from './widget.dto.js';

@ApiTags('widgets')
@Controller('api/v1/widgets')
export class WidgetsController {
  constructor(private readonly widgets: Widgets) {}

  @Get()
  @Revalidated('private')
  @Requires('widget:read')
  @ApiOperation({ summary: 'Widgets, by name' })
  @Answers(widgetPage)
  async list(@InScope() scope: Scope, @Query({ schema: listQuery }) query: ListQuery) {
    return pageJson(await this.widgets.list(scope, query), widgetJson);
  }

  @Get(':slug')
  @Revalidated('private')
  @Requires('widget:read')
  @ApiOperation({ summary: 'One widget' })
  @Answers(widgetSchema)
  async one(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked) {
    return asked.shown(widgetJson(await this.widgets.one(asked.scope, slug)));
  }

  @Put(':slug')
  @Requires('widget:write')
  @ApiOperation({ summary: 'Creates or changes a widget; one that ended begins anew' })
  @Answers(widgetSchema, 200, 201)
  async put(
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: widgetBody }) body: WidgetBody,
    @Asks() asked: Asked,
  ) {
    const { view, outcome } = await this.widgets.put(asked, slug, () => draftOf(body));
    return asked.shown(widgetJson(view), outcome);
  }

  @Delete(':slug')
  @Requires('widget:write')
  @ApiOperation({ summary: 'Deletes a widget' })
  @AnswersNothing()
  delete(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked): Promise<void> {
    return this.widgets.delete(asked, slug);
  }
}
