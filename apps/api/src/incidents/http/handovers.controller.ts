import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { INCIDENT_STATES } from '#contract';
import { Answers } from '../../platform/http/answers.js';
import { slugParam } from '../../platform/http/common-schemas.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import { Repeatable, Replayable } from '../../platform/idempotency/replayable.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { HandoverNote } from '../domain/handover.js';
import { ListHandovers } from '../use-cases/list-handovers.js';
import { ListOwnHandovers } from '../use-cases/list-own-handovers.js';
import { TakeHandover } from '../use-cases/take-handover.js';
import { WriteHandover } from '../use-cases/write-handover.js';
import { noteBody, type NoteBody } from './incident.dto.js';

const writer = z.object({ id: z.string(), name: z.string() }).nullable();
const handoverSchema = z
  .object({
    id: z.string(),
    schedule: z.object({ slug: z.string(), name: z.string() }),
    text: z.string(),
    writtenAt: z.iso.datetime(),
    writtenBy: writer.meta({ description: 'null = a token that is nobody’s' }),
    takenAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'null = it waits for whoever is on call' }),
    takenBy: writer,
    incidents: z
      .array(z.object({ key: z.string(), title: z.string(), state: z.enum(INCIDENT_STATES) }))
      .meta({
        description:
          'Those of its territory that paged and were open when it was written, as they are now',
      }),
  })
  .meta({ id: 'Handover' });
const handoversSchema = z.object({ items: z.array(handoverSchema) }).meta({ id: 'Handovers' });

function handoverJson({ territory: _, incidents, ...note }: HandoverNote) {
  return {
    ...note,
    incidents: incidents.map(({ number, title, state }) => ({
      key: `INC-${number}`,
      title,
      state,
    })),
  };
}

@ApiTags('on call')
@Controller('api/v1')
export class HandoversController {
  constructor(
    private readonly list: ListHandovers,
    private readonly listOwn: ListOwnHandovers,
    private readonly write: WriteHandover,
    private readonly take: TakeHandover,
  ) {}

  @Get('schedules/:slug/handovers')
  @Requires('schedule:read')
  @ApiOperation({ summary: 'The newest notes that were left for whoever came next, at most 50' })
  @Answers(handoversSchema)
  async ofSchedule(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return { items: (await this.list.execute(scope, slug)).map(handoverJson) };
  }

  @Post('schedules/:slug/handovers')
  @Replayable()
  @Requires('override:write')
  @ApiOperation({ summary: 'Leaves a note for whoever is on call next, with what is open' })
  @Answers(handoverSchema, 201)
  async leave(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: noteBody }) { text }: NoteBody,
  ) {
    return handoverJson(await this.write.execute(scope, slug, text));
  }

  @Post('schedules/:slug/handovers/:id/receipt')
  @HttpCode(200)
  @Repeatable()
  @Requires('override:write')
  @ApiOperation({ summary: 'Says that a note was read: it waits for nobody any more' })
  @Answers(handoverSchema)
  async receive(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Param('id') id: string,
  ) {
    return handoverJson(await this.take.execute(scope, slug, id));
  }

  @Get('me/handovers')
  @Requires('schedule:read')
  @ApiOperation({ summary: 'Notes that wait for me: left by others where I am on call now' })
  @Answers(handoversSchema)
  async own(@InScope() scope: Scope) {
    return { items: (await this.listOwn.execute(scope)).map(handoverJson) };
  }
}
