import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/answers.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { DetectionEnvelope } from '../domain/detection.js';
import { GetDetectionEnvelope } from '../use-cases/get-detection-envelope.js';
import { detectionEnvelopeSchema } from './detection.dto.js';

@ApiTags('slos')
@Controller('api/v1/slos')
export class DetectionController {
  constructor(private readonly envelopes: GetDetectionEnvelope) {}

  @Get(':slug/detection-envelope')
  @Requires('slo:read')
  @ApiOperation({
    summary:
      'Time to the first page, and the budget burnt by then, for constant faults of every size',
  })
  @Answers(detectionEnvelopeSchema)
  get(@InScope() scope: Scope, @Param('slug') slug: string): Promise<DetectionEnvelope> {
    return this.envelopes.execute(scope, slug);
  }
}
