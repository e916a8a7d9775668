import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/answers.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { SampleSwitches } from '../domain/switches.js';
import { ReadSample } from '../use-cases/read-sample.js';
import { SwitchSample } from '../use-cases/switch-sample.js';
import { sampleSwitchesSchema, switchesBody, type SwitchesBody } from './sample.dto.js';

@ApiTags('sample')
@Controller('api/v1/sample')
export class SampleController {
  constructor(
    private readonly readSample: ReadSample,
    private readonly switchSample: SwitchSample,
  ) {}

  @Get()
  @Requires('slo:read')
  @ApiOperation({ summary: 'The switches of the sample shop, and what it counted itself' })
  @Answers(sampleSwitchesSchema)
  read(): Promise<SampleSwitches> {
    return this.readSample.execute();
  }

  @Put()
  @Requires('sample:write')
  @ApiOperation({
    summary: 'Switches load, errors or slowness of the sample shop; what is left out stays',
  })
  @Answers(sampleSwitchesSchema)
  change(
    @InScope() scope: Scope,
    @Body({ schema: switchesBody }) body: SwitchesBody,
  ): Promise<SampleSwitches> {
    return this.switchSample.execute(scope, body);
  }
}
