import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/answers.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { GetFigures } from '../use-cases/get-figures.js';
import { figuresQuery, figuresSchema, type FiguresQuery } from './figures.dto.js';

@ApiTags('incidents')
@Controller('api/v1/incidents')
export class FiguresController {
  constructor(private readonly figures: GetFigures) {}

  @Get('figures')
  @Requires('incident:read')
  @ApiOperation({
    summary:
      'How quickly incidents that page were heard of, taken on and resolved, by subject and team',
  })
  @Answers(figuresSchema)
  read(@InScope() scope: Scope, @Query({ schema: figuresQuery }) query: FiguresQuery) {
    return this.figures.execute(scope, query);
  }
}
