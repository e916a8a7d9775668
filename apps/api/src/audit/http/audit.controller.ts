import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '#contract';
import { Answers } from '../../platform/http/answers.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import { Replayable } from '../../platform/idempotency/replayable.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { AuditEvent } from '../domain/audit-event.js';
import { SearchAudit } from '../use-cases/search-audit.js';
import type { AuditVerification } from '../domain/verification.js';
import { VerifyAndAnchor } from '../use-cases/verify-and-anchor.js';
import {
  auditPageSchema,
  auditQuery,
  auditVerificationSchema,
  verificationBody,
  type AuditQuery,
  type VerificationBody,
} from './audit.dto.js';

@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(
    private readonly search: SearchAudit,
    private readonly verify: VerifyAndAnchor,
  ) {}

  @Get()
  @Requires('audit:read')
  @ApiOperation({ summary: 'The audit trail, newest first' })
  @Answers(auditPageSchema)
  list(
    @InScope() scope: Scope,
    @Query({ schema: auditQuery }) query: AuditQuery,
  ): Promise<Page<AuditEvent>> {
    return this.search.execute(
      scope,
      query,
      query.cursor === undefined ? null : Number(query.cursor),
      query.limit,
    );
  }

  @Post('verification')
  @Replayable()
  @Requires('audit:verify')
  @ApiOperation({
    summary:
      'Walks the whole hash chain and names every broken link; a head that is proven is anchored',
  })
  @Answers(auditVerificationSchema)
  verification(
    @Body({ schema: verificationBody }) { known }: VerificationBody,
  ): Promise<AuditVerification> {
    return this.verify.execute(known ?? null);
  }
}
