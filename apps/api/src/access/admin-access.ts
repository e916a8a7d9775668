import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuditModule } from '../audit/audit.module.js';
import { ConfigModule } from '../platform/config/config.module.js';
import { DatabaseModule } from '../platform/db/database.module.js';
import { OutboxModule } from '../platform/outbox/outbox.module.js';
import { LoggingModule } from '../platform/telemetry/logging.module.js';
import { AccessModule } from './access.module.js';
import { AppointAdministrator, type Appointment } from './use-cases/appoint-administrator.js';
import { EnsureFirstRunLink } from './use-cases/ensure-first-run-link.js';
import { MintOperatorToken } from './use-cases/mint-operator-token.js';
import { OperatorResetLink } from './use-cases/operator-reset-link.js';

/** Just enough of the program for an admin task: no queue, no HTTP. */
@Module({
  imports: [ConfigModule, LoggingModule, DatabaseModule, OutboxModule, AuditModule, AccessModule],
})
class AdminAccessModule {}

async function withUseCase<U, T>(type: Type<U>, work: (useCase: U) => Promise<T>): Promise<T> {
  const context = await NestFactory.createApplicationContext(AdminAccessModule, {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    return await work(context.get(type));
  } finally {
    await context.close();
  }
}

/** Makes an API token with every permission on this instance. @param name what it is for, at most 100 characters */
export function mintToken(name: string): Promise<string> {
  return withUseCase(MintOperatorToken, (mint) => mint.execute(name.slice(0, 100)));
}

/** The one-time link for the first administrator, or null once there is one. Every call voids the link before. */
export function firstRunLink(): Promise<string | null> {
  return withUseCase(EnsureFirstRunLink, (ensure) => ensure.execute());
}

/** A one-time link to a new password. @throws DomainError when there is no such account, or it is disabled */
export function passwordResetLink(email: string): Promise<string> {
  return withUseCase(OperatorResetLink, (reset) => reset.execute(email));
}

/** Makes an existing account administrator of all territories. @throws DomainError when there is no such account, or it is disabled */
export function appointAdministrator(email: string): Promise<Appointment> {
  return withUseCase(AppointAdministrator, (appoint) => appoint.execute(email));
}
