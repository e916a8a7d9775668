import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../http/requires.js';
import { ApiDescription } from './api-description.js';

@ApiTags('system')
@Controller('api/v1/openapi.json')
export class OpenApiController {
  constructor(private readonly description: ApiDescription) {}

  @Get()
  @Public('it describes the doors, not what is behind them')
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({ summary: 'This document' })
  @ApiOkResponse({ schema: { type: 'object' } })
  read(): string {
    return this.description.text;
  }
}
