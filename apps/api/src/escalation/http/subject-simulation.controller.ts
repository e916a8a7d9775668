import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/answers.js';
import { slugParam } from '../../platform/http/common-schemas.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import { Clock } from '../../platform/kernel/clock.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { SimulateSubject } from '../use-cases/simulate-subject.js';
import {
  simulationJson,
  simulationQuery,
  subjectSimulationSchema,
  type SimulationQuery,
} from './escalation.dto.js';

@ApiTags('escalation')
@Controller('api/v1/subjects/:slug/simulation')
export class SubjectSimulationController {
  constructor(
    private readonly simulate: SimulateSubject,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('policy:read')
  @ApiOperation({
    summary:
      'By which policy, and who would be paged, when and by what, if an incident about the subject began at that time and nobody acknowledged it',
  })
  @Answers(subjectSimulationSchema)
  async one(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Query({ schema: simulationQuery }) { at, severity }: SimulationQuery,
  ) {
    const found = await this.simulate.execute(scope, slug, at ?? this.clock.now(), severity);
    return { policy: found.policy, ...simulationJson(found) };
  }
}
