import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { isAccessScope } from '../../access/domain/principal.js';
import { Answers } from '../../platform/http/answers.js';
import { Asked, Asks, pageJson } from '../../platform/http/asked.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import { Replayable } from '../../platform/idempotency/replayable.js';
import { ANY } from '../../platform/kernel/expected.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { GetActionItem } from '../use-cases/get-action-item.js';
import { ListActionItems } from '../use-cases/list-action-items.js';
import { WriteActionItem } from '../use-cases/write-action-item.js';
import * as dto from './action-item.dto.js';
import { incidentKey } from './incident.dto.js';

const itemId = z.uuid();

/** The person behind a session or a token; of a token without one no item is. */
function personOf(scope: Scope): string {
  const person = isAccessScope(scope) ? scope.principal.userId : null;
  return person ?? scope.actor.id;
}

@ApiTags('incidents')
@Controller('api/v1')
export class ActionItemsController {
  constructor(
    private readonly lists: ListActionItems,
    private readonly items: GetActionItem,
    private readonly writing: WriteActionItem,
  ) {}

  @Get('action-items')
  @Requires('incident:read')
  @ApiOperation({
    summary:
      'What is to be done after incidents, by the day on which it is due, those without one last; overdue: open, and due before today (UTC)',
  })
  @Answers(dto.itemPage)
  async list(@InScope() scope: Scope, @Query({ schema: dto.itemQuery }) query: dto.ItemQuery) {
    const { cursor, limit, user, overdue, ...filter } = query;
    const asked = {
      ...filter,
      user: user === 'me' ? personOf(scope) : user,
      overdue: overdue === 'true',
      after: dto.placeOf(cursor),
    };
    return pageJson(await this.lists.execute(scope, asked, limit), dto.itemJson);
  }

  @Post('incidents/:id/action-items')
  @Requires('incident:respond')
  @Replayable()
  @ApiOperation({
    summary: 'Writes down what is to be done after an incident; its owner is told, unless they did',
  })
  @Answers(dto.itemSchema, 201)
  async add(
    @InScope() scope: Scope,
    @Param('id', { schema: incidentKey }) key: string,
    @Body({ schema: dto.newItemBody }) body: dto.NewItemBody,
  ) {
    const id = await this.writing.execute(scope, { incident: key }, ANY, body);
    return dto.itemJson(await this.items.execute(scope, id));
  }

  @Get('action-items/:id')
  @Requires('incident:read')
  @ApiOperation({ summary: 'One thing that is to be done' })
  @Answers(dto.itemSchema)
  async one(@Param('id', { schema: itemId }) item: string, @Asks() asked: Asked) {
    return asked.shown(dto.itemJson(await this.items.execute(asked.scope, item)));
  }

  @Put('action-items/:id')
  @Requires('incident:respond')
  @ApiOperation({
    summary: 'Changes what is to be done, or says that it is done or dropped, and why',
  })
  @Answers(dto.itemSchema)
  async change(
    @Param('id', { schema: itemId }) item: string,
    @Body({ schema: dto.itemBody }) body: dto.ItemBody,
    @Asks() asked: Asked,
  ) {
    const { scope, expected } = asked;
    await this.writing.execute(scope, { item }, expected, body);
    return asked.shown(dto.itemJson(await this.items.execute(scope, item)));
  }
}
