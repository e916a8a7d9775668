import { Body, Controller, Delete, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { Revalidated } from '../../platform/http/caching.js';
import { stamp } from '../../platform/http/entity-tag.js';
import { ExpectedVersion, type Expected } from '../../platform/http/if-match.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { DeleteSchedule } from '../use-cases/delete-schedule.js';
import { FindSchedules } from '../use-cases/find-schedules.js';
import { ReadShifts } from '../use-cases/read-shifts.js';
import { SaveSchedule } from '../use-cases/save-schedule.js';
import {
  listQuery,
  scheduleBody,
  schedulePage,
  scheduleSchema,
  shiftsQuery,
  shiftsSchema,
  slugParam,
  type ListQuery,
  type ScheduleBody,
  type ShiftsQuery,
} from './oncall.dto.js';
import { scheduleContentOf, scheduleJson, shiftsJson } from './oncall-json.js';

@ApiTags('on call')
@Controller('api/v1/schedules')
export class SchedulesController {
  constructor(
    private readonly find: FindSchedules,
    private readonly shifts: ReadShifts,
    private readonly save: SaveSchedule,
    private readonly remove: DeleteSchedule,
  ) {}

  @Get()
  @Revalidated('private')
  @Requires('schedule:read')
  @ApiOperation({ summary: 'Schedules, by name' })
  @Answers(schedulePage)
  async list(
    @InScope() scope: Scope,
    @Query({ schema: listQuery }) { limit, cursor, ...filter }: ListQuery,
  ) {
    const found = await this.find.execute(scope, { ...filter, after: cursor }, limit);
    return { items: found.items.map(scheduleJson), nextCursor: found.nextCursor };
  }

  @Get(':slug')
  @Revalidated('private')
  @Requires('schedule:read')
  @ApiOperation({ summary: 'One schedule' })
  @Answers(scheduleSchema)
  async one(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.find.one(scope, slug);
    stamp(reply, found.schedule.version);
    return scheduleJson(found);
  }

  @Put(':slug')
  @Requires('schedule:write')
  @ApiOperation({
    summary: 'Creates or changes a schedule; a team and labels left out keep their value',
  })
  @Answers(scheduleSchema, 200, 201)
  async put(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: scheduleBody }) body: ScheduleBody,
    @ExpectedVersion() expected: Expected,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { outcome } = await this.save.execute(
      scope,
      slug,
      (before) => scheduleContentOf(body, before),
      expected,
    );
    const found = await this.find.one(scope, slug);
    stamp(reply, found.schedule.version, outcome === 'created');
    return scheduleJson(found);
  }

  @Delete(':slug')
  @Requires('schedule:write')
  @ApiOperation({ summary: 'Deletes a schedule that nothing refers to any more' })
  @AnswersNothing()
  delete(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @ExpectedVersion() expected: Expected,
  ): Promise<void> {
    return this.remove.execute(scope, slug, expected);
  }

  @Get(':slug/shifts')
  @Requires('schedule:read')
  @ApiOperation({ summary: 'Who is on call from one time to another, and when nobody is' })
  @Answers(shiftsSchema)
  async shiftsOf(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Query({ schema: shiftsQuery }) { from, to }: ShiftsQuery,
  ) {
    return shiftsJson(await this.shifts.execute(scope, slug, from, to));
  }
}
