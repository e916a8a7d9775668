import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Origin } from '../../platform/kernel/scope.js';
import { RateLimiter } from '../../platform/limits/rate-limiter.js';
import { UsersRepository } from '../db/users.repository.js';
import { territoriesOf } from '../domain/grants.js';
import { limitOf } from '../domain/limits.js';
import { passwordResetMail } from '../domain/password-reset-mail.js';
import { onRecord } from '../domain/trail.js';
import { ACCESS_ACTOR } from './access-scopes.js';
import { Mailer } from '../gateways/mailer.gateway.js';
import { MakeResetLink } from './make-reset-link.js';
import { hashSecret } from './one-time-secret.js';

export interface RequestResetCommand {
  readonly email: string;
  /** language of the page that asks; the account's own comes first */
  readonly locale?: 'de' | 'en' | undefined;
}

/**
 * Mails a reset link to whoever has an account with a password. The answer goes out before anybody looks for the account, so
 * neither it nor the time it takes tells whether there is one.
 */
@Injectable()
export class RequestPasswordReset implements BeforeApplicationShutdown {
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly unit: UnitOfWork,
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly users: UsersRepository,
    private readonly makeLink: MakeResetLink,
    private readonly mailer: Mailer,
    private readonly limiter: RateLimiter,
    private readonly settings: Settings,
    private readonly log: PinoLogger,
  ) {}

  /** @throws DomainError `not-found` where there is no mail server, `rate-limited`; the driver's error when the database is away */
  async execute({ email, locale }: RequestResetCommand, origin: Origin): Promise<void> {
    if (!this.settings.get('SMTP_URL'))
      throw new DomainError(
        'not-found',
        'No mail server is set up here. Ask an administrator for a link to a new password.',
      );
    const rule = limitOf('reset-email', this.settings.get('RATE_LIMIT'));
    const { allowed, retryAfter } = await this.limiter.consume(
      `reset-email:${hashSecret(email)}`,
      rule,
    );
    if (!allowed)
      throw new DomainError(
        'rate-limited',
        `Too many links were asked for with this address. Try again in ${retryAfter} seconds.`,
      );
    await this.database.ping();
    const sending = this.send(email, locale ?? 'en', origin).catch((error: unknown) =>
      this.log.error({ err: error }, 'a reset link was not sent'),
    );
    this.running.add(sending);
    void sending.finally(() => this.running.delete(sending));
  }

  private async send(email: string, fallback: 'de' | 'en', origin: Origin): Promise<void> {
    const scope = { ...(await this.scopes.open(ACCESS_ACTOR)), origin };
    const mail = await this.unit.run(scope, async (write) => {
      const { tx } = write;
      const user = await this.users.findByEmail(tx, email);
      if (!user || user.disabled || !(await this.users.hasPassword(tx, user.id))) return null;
      const { link, expiresAt } = await this.makeLink.execute(tx, user.id);
      const locale = (await this.users.languageOf(tx, user.id)) ?? fallback;
      const target = { kind: 'user', id: user.id, name: user.name };
      const entries = onRecord(territoriesOf(user.grants), () => ({
        action: 'password-reset.requested',
        target,
        after: { expiresAt },
      }));
      write.record(...entries);
      return passwordResetMail(email, link, expiresAt, locale);
    });
    if (mail) await this.mailer.send(mail);
  }

  /** Who was told that a mail is coming gets it. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.running);
  }
}
