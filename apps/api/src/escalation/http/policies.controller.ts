import { Body, Controller, Delete, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { Revalidated } from '../../platform/http/caching.js';
import { stamp } from '../../platform/http/entity-tag.js';
import { ExpectedVersion, type Expected } from '../../platform/http/if-match.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import { Clock } from '../../platform/kernel/clock.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { DeletePolicy } from '../use-cases/delete-policy.js';
import { FindPolicies } from '../use-cases/find-policies.js';
import { SavePolicy } from '../use-cases/save-policy.js';
import { SimulatePolicy } from '../use-cases/simulate-policy.js';
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
  slugParam,
  type ListQuery,
  type PolicyBody,
} from './policy.dto.js';

@ApiTags('escalation')
@Controller('api/v1/escalation-policies')
export class PoliciesController {
  constructor(
    private readonly find: FindPolicies,
    private readonly save: SavePolicy,
    private readonly remove: DeletePolicy,
    private readonly simulate: SimulatePolicy,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Revalidated('private')
  @Requires('policy:read')
  @ApiOperation({ summary: 'Escalation policies, by name' })
  @Answers(policyPage)
  async list(
    @InScope() scope: Scope,
    @Query({ schema: listQuery }) { limit, cursor, ...filter }: ListQuery,
  ) {
    const { items, nextCursor } = await this.find.execute(
      scope,
      { ...filter, after: cursor },
      limit,
    );
    return { items: items.map(policyJson), nextCursor };
  }

  @Get(':slug')
  @Revalidated('private')
  @Requires('policy:read')
  @ApiOperation({ summary: 'One escalation policy' })
  @Answers(policySchema)
  async one(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const view = await this.find.one(scope, slug);
    stamp(reply, view.policy.version);
    return policyJson(view);
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
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: policyBody }) body: PolicyBody,
    @ExpectedVersion() expected: Expected,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { outcome } = await this.save.execute(
      scope,
      slug,
      (before) => policyContentOf(body, before),
      expected,
    );
    const view = await this.find.one(scope, slug);
    stamp(reply, view.policy.version, outcome === 'created');
    return policyJson(view);
  }

  @Delete(':slug')
  @Requires('policy:write')
  @ApiOperation({ summary: 'Deletes an escalation policy that serves nothing any more' })
  @AnswersNothing()
  async delete(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @ExpectedVersion() expected: Expected,
  ): Promise<void> {
    await this.remove.execute(scope, slug, expected);
  }
}
