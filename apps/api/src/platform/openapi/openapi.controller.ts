import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Answers } from '../http/answers.js';
import { Revalidated } from '../http/caching.js';
import { Public } from '../http/requires.js';
import type { JsonText } from '../kernel/json-text.js';
import { ApiDescription } from './api-description.js';

@ApiTags('system')
@Controller('api/v1/openapi.json')
export class OpenApiController {
  constructor(private readonly description: ApiDescription) {}

  @Get()
  @Revalidated('public')
  @Public('it describes the doors, not what is behind them')
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({ summary: 'This document' })
  @Answers(z.looseObject({}))
  read(): JsonText<Record<string, unknown>> {
    return this.description.text;
  }
}
