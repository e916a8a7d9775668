import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { BackgroundModule } from '../platform/background/background.module.js';
import { ConfigModule } from '../platform/config/config.module.js';
import { DatabaseModule } from '../platform/db/database.module.js';
import { OwnerDatabase } from '../platform/db/owner-database.js';
import { OutboxModule } from '../platform/outbox/outbox.module.js';
import { LoggingModule } from '../platform/telemetry/logging.module.js';
import { AuditModule } from './audit.module.js';
import type { Operator } from './domain/acknowledgement.js';
import type { AuditEvent } from './domain/audit-event.js';
import type { AuditVerification } from './domain/verification.js';
import { AcknowledgeBreak } from './use-cases/acknowledge-break.js';
import { AnchorHead } from './use-cases/anchor-head.js';
import { VerifyAndAnchor } from './use-cases/verify-and-anchor.js';

/** Just enough of the program for the operator's commands: no queue, no HTTP. */
@Module({
  imports: [
    ConfigModule,
    LoggingModule,
    DatabaseModule,
    BackgroundModule,
    OutboxModule,
    AuditModule,
  ],
  providers: [OwnerDatabase, AcknowledgeBreak, AnchorHead, VerifyAndAnchor],
})
class AdminAuditModule {}

async function withUseCase<U, T>(type: Type<U>, work: (useCase: U) => Promise<T>): Promise<T> {
  const context = await NestFactory.createApplicationContext(AdminAuditModule, {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    return await work(context.get(type, { strict: false }));
  } finally {
    await context.close();
  }
}

/** Walks the whole trail, compares it with its anchors, and anchors the head that it proved. */
export function verifyAudit(): Promise<AuditVerification> {
  return withUseCase(VerifyAndAnchor, (verify) => verify.execute());
}

/**
 * Puts a break on record, so that the trail goes on. @param reason what happened @param by who says so
 * @throws DomainError `conflict` when the trail is whole
 */
export function acknowledgeBreak(reason: string, by: Operator): Promise<AuditEvent> {
  return withUseCase(AcknowledgeBreak, (acknowledge) => acknowledge.execute(reason, by));
}
