import { Global, Module } from '@nestjs/common';
import { AuditChainRepository } from './db/audit-chain.repository.js';
import { AuditRepository } from './db/audit.repository.js';
import { AnchorFile } from './gateways/anchor-file.gateway.js';
import { AnchorStore } from './gateways/anchor-store.js';
import { AuditController } from './http/audit.controller.js';
import { AuditMetrics } from './jobs/audit-metrics.js';
import { VerifyAuditTicker } from './jobs/verify-audit.ticker.js';
import { AnchorHead } from './use-cases/anchor-head.js';
import { AppendAuditEntries } from './use-cases/append-audit-entries.js';
import { ChainBeginning } from './use-cases/chain-beginning.js';
import { KeepAuditVerified } from './use-cases/keep-audit-verified.js';
import { ReportAuditStatus } from './use-cases/report-audit-status.js';
import { SayMissing } from './use-cases/say-missing.js';
import { SearchAudit } from './use-cases/search-audit.js';
import { UnitOfWork } from './use-cases/unit-of-work.js';
import { VerifyAndAnchor } from './use-cases/verify-and-anchor.js';
import { VerifyAudit } from './use-cases/verify-audit.js';

const REPOSITORIES = [AuditRepository, AuditChainRepository];

/** The audit trail and the door for writing, which leaves its entries; global, since every room writes. */
@Global()
@Module({
  providers: [
    ...REPOSITORIES,
    { provide: AnchorStore, useClass: AnchorFile },
    ChainBeginning,
    AppendAuditEntries,
    UnitOfWork,
    SayMissing,
    VerifyAudit,
  ],
  exports: [...REPOSITORIES, AnchorStore, ChainBeginning, SayMissing, UnitOfWork, VerifyAudit],
})
export class AuditModule {}

/** Reading the trail over HTTP, and its line in the status. */
@Module({
  imports: [AuditModule],
  controllers: [AuditController],
  providers: [AnchorHead, SearchAudit, ReportAuditStatus, VerifyAndAnchor],
})
export class AuditHttpModule {}

/** Verification by itself, in the worker. */
@Module({
  imports: [AuditModule],
  providers: [AnchorHead, KeepAuditVerified, ReportAuditStatus, VerifyAuditTicker, AuditMetrics],
  exports: [KeepAuditVerified],
})
export class AuditWorkerModule {}
