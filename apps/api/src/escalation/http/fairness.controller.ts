import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { personIn } from '../../oncall/domain/responders.js';
import { Answers } from '../../platform/http/answers.js';
import { personSchema, slugParam } from '../../platform/http/common-schemas.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ReadFairness, type Fairness } from '../use-cases/read-fairness.js';

const fairnessQuery = z.strictObject({
  weeks: z.enum(['4', '12', '26']).default('12').meta({ description: 'Until now' }),
});
type FairnessQuery = z.output<typeof fairnessQuery>;

const spreadSchema = z
  .object({ least: z.number(), most: z.number(), mean: z.number() })
  .meta({ id: 'LoadSpread' });
const seconds = (description: string) => z.int().meta({ description: `Seconds ${description}` });
const fairnessSchema = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    timeZone: z.string(),
    people: z
      .array(
        z
          .object({
            user: personSchema,
            shifts: z.int(),
            onCall: seconds('on call'),
            night: seconds('of it between 22:00 and 06:00 on the clock of the schedule'),
            weekend: seconds('of it on Saturdays and Sundays there'),
            pages: z.int().meta({
              description:
                'How often they were paged while on call by this schedule, about whatever one may see',
            }),
            nightPages: z.int(),
          })
          .meta({ id: 'Workload' }),
      )
      .meta({ description: 'Its members and whoever stood in, most time on call first' }),
    spread: z
      .object({
        onCall: spreadSchema,
        night: spreadSchema,
        weekend: spreadSchema,
        pages: spreadSchema,
        nightPages: spreadSchema,
      })
      .nullable()
      .meta({ description: 'In the same units; null = there is nobody' }),
    uncovered: seconds('in which nobody was on call'),
  })
  .meta({
    id: 'Fairness',
    description: 'By the schedule as it is now, with whoever stood in',
  });

const inSeconds = (milliseconds: number) => Math.round(milliseconds / 1000);

function fairnessJson({ from, to, timeZone, workloads, spread, uncovered, people }: Fairness) {
  const length = ({ least, most, mean }: NonNullable<Fairness['spread']>['onCall']) => ({
    least: inSeconds(least),
    most: inSeconds(most),
    mean: inSeconds(mean),
  });
  return {
    from,
    to,
    timeZone,
    people: workloads.map(({ userId, onCall, night, weekend, ...counts }) => ({
      user: personIn(people, userId),
      onCall: inSeconds(onCall),
      night: inSeconds(night),
      weekend: inSeconds(weekend),
      ...counts,
    })),
    spread: spread && {
      ...spread,
      onCall: length(spread.onCall),
      night: length(spread.night),
      weekend: length(spread.weekend),
    },
    uncovered: inSeconds(uncovered),
  };
}

@ApiTags('on call')
@Controller('api/v1/schedules')
export class FairnessController {
  constructor(private readonly fairness: ReadFairness) {}

  @Get(':slug/fairness')
  @Requires('schedule:read')
  @ApiOperation({
    summary:
      'How a schedule is shared out: hours on call, nights, weekends and pages of each person',
  })
  @Answers(fairnessSchema)
  async read(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Query({ schema: fairnessQuery }) { weeks }: FairnessQuery,
  ) {
    return fairnessJson(await this.fairness.execute(scope, slug, Number(weeks)));
  }
}
