import { Body, Controller, Delete, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { stamp } from '../../platform/http/entity-tag.js';
import { ExpectedVersion, type Expected } from '../../platform/http/if-match.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { DeleteWidget } from '../use-cases/delete-widget.js';
import { GetWidget } from '../use-cases/get-widget.js';
import { ListWidgets } from '../use-cases/list-widgets.js';
import { SaveWidget } from '../use-cases/save-widget.js';
import {
  listQuery,
  slugParam,
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
  constructor(
    private readonly listWidgets: ListWidgets,
    private readonly getWidget: GetWidget,
    private readonly save: SaveWidget,
    private readonly remove: DeleteWidget,
  ) {}

  @Get()
  @Requires('widget:read')
  @ApiOperation({ summary: 'Widgets, by name' })
  @Answers(widgetPage)
  async list(@InScope() scope: Scope, @Query({ schema: listQuery }) { cursor, limit }: ListQuery) {
    const { items, nextCursor } = await this.listWidgets.execute(scope, cursor, limit);
    return { items: items.map(widgetJson), nextCursor };
  }

  @Get(':slug')
  @Requires('widget:read')
  @ApiOperation({ summary: 'One widget' })
  @Answers(widgetSchema)
  async one(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const widget = await this.getWidget.execute(scope, slug);
    stamp(reply, widget.version);
    return widgetJson(widget);
  }

  @Put(':slug')
  @Requires('widget:write')
  @ApiOperation({ summary: 'Creates or changes a widget; one that ended begins anew' })
  @Answers(widgetSchema, 200, 201)
  async put(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: widgetBody }) { endsAt, ...body }: WidgetBody,
    @ExpectedVersion() expected: Expected,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const content = { ...body, endsAt: endsAt === null ? null : new Date(endsAt) };
    const { outcome, resource } = await this.save.execute(scope, slug, content, expected);
    stamp(reply, resource.version, outcome === 'created');
    return widgetJson(resource);
  }

  @Delete(':slug')
  @Requires('widget:write')
  @ApiOperation({ summary: 'Deletes a widget' })
  @AnswersNothing()
  delete(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @ExpectedVersion() expected: Expected,
  ): Promise<void> {
    return this.remove.execute(scope, slug, expected);
  }
}
