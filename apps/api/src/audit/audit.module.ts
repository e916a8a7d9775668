import { Global, Module } from '@nestjs/common';
import { AuditRepository } from './db/audit.repository.js';
import { AuditController } from './http/audit.controller.js';
import { AuditTrail } from './use-cases/audit-trail.js';
import { SearchAudit } from './use-cases/search-audit.js';
import { VerifyAudit } from './use-cases/verify-audit.js';

/** The audit trail; global, since every room writes to it. */
@Global()
@Module({
  providers: [AuditRepository, AuditTrail, VerifyAudit],
  exports: [AuditTrail, VerifyAudit],
})
export class AuditModule {}

/** Reading the trail over HTTP. */
@Module({
  imports: [AuditModule],
  controllers: [AuditController],
  providers: [AuditRepository, SearchAudit],
})
export class AuditHttpModule {}
