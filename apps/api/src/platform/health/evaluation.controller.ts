import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../http/answers.js';
import { Requires } from '../http/requires.js';
import { EvaluationProbe } from './evaluation-probe.js';
import { evaluationPage } from './status.dto.js';

@ApiTags('system')
@Controller('api/v1/status')
export class EvaluationController {
  constructor(private readonly probe: EvaluationProbe) {}

  @Get('prometheus')
  @Requires('settings:read')
  @ApiOperation({ summary: 'How each Prometheus keeps up with the rules, and its memory' })
  @Answers(evaluationPage)
  list() {
    return { items: [{ name: 'prometheus', ...this.probe.latest() }], nextCursor: null };
  }
}
