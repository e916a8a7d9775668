import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { Asked, Asks, pageJson } from '../../platform/http/asked.js';
import { Revalidated } from '../../platform/http/caching.js';
import { slugParam } from '../../platform/http/common-schemas.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import { Clock } from '../../platform/kernel/clock.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { deletionSchema } from '../../platform/http/deletion-schema.js';
import { SimulatePolicy } from '../use-cases/simulate-policy.js';
import { Policies } from '../use-cases/policies.js';
import {
  simulationJson,
  simulationQuery,
  simulationSchema,
  type SimulationQuery,
} from './escalation.dto.js';
import {
  listQuery,
  policyBody,
  policyContentOf,
  policyJson,
  policyPage,
  policySchema,
  type ListQuery,
  type PolicyBody,
} from './policy.dto.js';

@ApiTags('escalation')
@Controller('api/v1/escalation-policies')
export class PoliciesController {
  constructor(
    private readonly policies: Policies,
    private readonly simulate: SimulatePolicy,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Revalidated('private')
  @Requires('policy:read')
  @ApiOperation({ summary: 'Escalation policies, by name' })
  @Answers(policyPage)
  async list(@InScope() scope: Scope, @Query({ schema: listQuery }) query: ListQuery) {
    return pageJson(await this.policies.list(scope, query), policyJson);
  }

  @Get(':slug')
  @Revalidated('private')
  @Requires('policy:read')
  @ApiOperation({ summary: 'One escalation policy' })
  @Answers(policySchema)
  async one(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked) {
    return asked.shown(policyJson(await this.policies.one(asked.scope, slug)));
  }

  @Get(':slug/simulation')
  @Requires('policy:read')
  @ApiOperation({
    summary:
      'Who would be paged, when and by what, if an incident began at that time and nobody acknowledged it',
  })
  @Answers(simulationSchema)
  async simulation(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Query({ schema: simulationQuery }) { at, severity }: SimulationQuery,
  ) {
    const start = at ?? this.clock.now();
    return simulationJson(await this.simulate.execute(scope, slug, start, severity));
  }

  @Put(':slug')
  @Requires('policy:write')
  @ApiOperation({
    summary: 'Creates or changes an escalation policy; escalations under way go on as they began',
  })
  @Answers(policySchema, 200, 201)
  async put(
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: policyBody }) body: PolicyBody,
    @Asks() asked: Asked,
  ) {
    const { view, outcome } = await this.policies.put(asked, slug, (before) =>
      policyContentOf(body, before),
    );
    return asked.shown(policyJson(view), outcome);
  }

  @Get(':slug/deletion')
  @Requires('policy:write')
  @ApiOperation({
    summary:
      'What deleting an escalation policy would change besides; refused as the deletion would be',
  })
  @Answers(deletionSchema)
  async deletion(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return { changes: await this.policies.wouldDelete(scope, slug) };
  }

  @Delete(':slug')
  @Requires('policy:write')
  @ApiOperation({
    summary:
      'Deletes an escalation policy by which no incident is being escalated; what it served is served by its team’s policy, by the default of its territory, or by none',
  })
  @AnswersNothing()
  delete(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked): Promise<void> {
    return this.policies.delete(asked, slug);
  }
}
