import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/answers.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { AccessScope } from '../../access/domain/principal.js';
import type { SampleSwitches } from '../domain/switches.js';
import { ReadSample } from '../use-cases/read-sample.js';
import { ListSampleMails } from '../use-cases/list-sample-mails.js';
import { SwitchSample } from '../use-cases/switch-sample.js';
import {
  sampleMailsSchema,
  sampleSwitchesSchema,
  switchesBody,
  type SampleMailsJson,
  type SwitchesBody,
} from './sample.dto.js';

@ApiTags('sample')
@Controller('api/v1/sample')
export class SampleController {
  constructor(
    private readonly readSample: ReadSample,
    private readonly switchSample: SwitchSample,
    private readonly listMails: ListSampleMails,
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

  @Get('mails')
  @Requires('self:read')
  @ApiOperation({ summary: 'What the sample mailbox took for my address, newest first' })
  @Answers(sampleMailsSchema)
  async mails(@InScope() scope: AccessScope): Promise<SampleMailsJson> {
    const mails = await this.listMails.execute(scope.principal);
    const items = mails.map(({ to: _, at, ...mail }) => ({ ...mail, at: at.toISOString() }));
    return { items, nextCursor: null };
  }
}
