import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { Asked, Asks, pageJson } from '../../platform/http/asked.js';
import { Revalidated } from '../../platform/http/caching.js';
import { slugParam } from '../../platform/http/common-schemas.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import { Repeatable } from '../../platform/idempotency/replayable.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { Schedule } from '../domain/schedule.js';
import { deletionSchema } from '../../platform/http/deletion-schema.js';
import { PreviewShifts } from '../use-cases/preview-shifts.js';
import { ReadShifts } from '../use-cases/read-shifts.js';
import { Schedules } from '../use-cases/schedules.js';
import {
  listQuery,
  scheduleBody,
  schedulePage,
  scheduleSchema,
  shiftsQuery,
  shiftsSchema,
  type ListQuery,
  type ScheduleBody,
  type ShiftsQuery,
} from './oncall.dto.js';
import { scheduleContentOf, scheduleJson, shiftsJson } from './oncall-json.js';

@ApiTags('on call')
@Controller('api/v1/schedules')
export class SchedulesController {
  constructor(
    private readonly schedules: Schedules,
    private readonly shifts: ReadShifts,
    private readonly preview: PreviewShifts,
  ) {}

  @Get()
  @Revalidated('private')
  @Requires('schedule:read')
  @ApiOperation({ summary: 'Schedules, by name' })
  @Answers(schedulePage)
  async list(@InScope() scope: Scope, @Query({ schema: listQuery }) query: ListQuery) {
    return pageJson(await this.schedules.list(scope, query), scheduleJson);
  }

  @Get(':slug')
  @Revalidated('private')
  @Requires('schedule:read')
  @ApiOperation({ summary: 'One schedule' })
  @Answers(scheduleSchema)
  async one(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked) {
    return asked.shown(scheduleJson(await this.schedules.one(asked.scope, slug)));
  }

  @Put(':slug')
  @Requires('schedule:write')
  @ApiOperation({
    summary: 'Creates or changes a schedule; a team and labels left out keep their value',
  })
  @Answers(scheduleSchema, 200, 201)
  async put(
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: scheduleBody }) body: ScheduleBody,
    @Asks() asked: Asked,
  ) {
    const { view, outcome } = await this.schedules.put(asked, slug, (before) =>
      scheduleContentOf(body, before),
    );
    return asked.shown(scheduleJson(view), outcome);
  }

  @Get(':slug/deletion')
  @Requires('schedule:write')
  @ApiOperation({
    summary: 'What deleting a schedule would change besides; refused as the deletion would be',
  })
  @Answers(deletionSchema)
  async deletion(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return { changes: await this.schedules.wouldDelete(scope, slug) };
  }

  @Delete(':slug')
  @Requires('schedule:write')
  @ApiOperation({ summary: 'Deletes a schedule that nothing refers to any more' })
  @AnswersNothing()
  delete(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked): Promise<void> {
    return this.schedules.delete(asked, slug);
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

  @Post(':slug/preview')
  @Repeatable()
  @Requires('schedule:write')
  @ApiOperation({
    summary:
      'Who would be on call from one time to another if the schedule were saved like this; nothing is',
  })
  @Answers(shiftsSchema)
  async previewOf(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Query({ schema: shiftsQuery }) { from, to }: ShiftsQuery,
    @Body({ schema: scheduleBody }) body: ScheduleBody,
  ) {
    const edit = (before: Schedule | null) => scheduleContentOf(body, before);
    return shiftsJson(await this.preview.execute(scope, { slug, edit, from, to }));
  }
}
