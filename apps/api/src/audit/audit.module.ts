import { Global, Module } from '@nestjs/common';
import { AuditRepository } from './db/audit.repository.js';
import { AuditController } from './http/audit.controller.js';
import { AppendAuditEntries } from './use-cases/append-audit-entries.js';
import { SearchAudit } from './use-cases/search-audit.js';
import { UnitOfWork } from './use-cases/unit-of-work.js';
import { VerifyAudit } from './use-cases/verify-audit.js';

/** The audit trail and the door for writing, which leaves its entries; global, since every room writes. */
@Global()
@Module({
  providers: [AuditRepository, AppendAuditEntries, UnitOfWork, VerifyAudit],
  exports: [UnitOfWork, VerifyAudit],
})
export class AuditModule {}

/** Reading the trail over HTTP. */
@Module({
  imports: [AuditModule],
  controllers: [AuditController],
  providers: [AuditRepository, SearchAudit],
})
export class AuditHttpModule {}
