import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Settings } from '../../platform/config/settings.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Origin } from '../../platform/kernel/scope.js';
import { AttemptLimiter } from '../../platform/limits/attempt-limiter.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { ResetRequestsRepository } from '../db/reset-requests.repository.js';
import { attemptsOf } from '../domain/limits.js';
import { asAccess } from '../domain/access-scopes.js';
import { AnswerResetRequests } from './answer-reset-requests.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';

/** Who wants to be mailed, in which language. */
export interface RequestResetCommand {
  readonly email: string;
  /** language of the page that asks; the account's own comes first */
  readonly locale?: 'de' | 'en' | undefined;
}

/**
 * Takes a request for a reset link. The answer goes out before anybody looks for the account, so neither it nor the time it takes
 * tells whether there is one; the request is kept until somebody has looked, so that a crash loses none.
 */
@Injectable()
export class RequestPasswordReset implements BeforeApplicationShutdown {
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly unit: UnitOfWork,
    private readonly requests: ResetRequestsRepository,
    private readonly answer: AnswerResetRequests,
    private readonly mailer: Mailer,
    private readonly attempts: AttemptLimiter,
    private readonly settings: Settings,
    private readonly log: PinoLogger,
  ) {}

  /** @throws DomainError `not-found` where there is no mail server, `rate-limited`; the driver's error when the database is unavailable */
  async execute({ email, locale }: RequestResetCommand, origin: Origin): Promise<void> {
    if (!this.mailer.isSetUp)
      throw new DomainError(
        'not-found',
        'No mail server is set up here. Ask an administrator for a link to a new password.',
      );
    const rule = attemptsOf('reset-email', this.settings.get('RATE_LIMIT'));
    const { allowed, retryAfter } = await this.attempts.admit(
      `reset-email:${hashSecret(email)}`,
      rule,
    );
    if (!allowed)
      throw new DomainError(
        'rate-limited',
        `Too many links were asked for with this address. Try again in ${retryAfter} seconds.`,
      );
    const id = await this.unit.run(asAccess({ territories: [] }), (write) => {
      write.unrecorded('a request is a request; the link that it leads to goes on record');
      return this.requests.add(write.tx, { email, locale: locale ?? 'en', origin });
    });
    const answering = this.answer
      .execute(id)
      .catch((error: unknown) =>
        this.log.warn({ err: error }, 'a request for a reset link waits for the worker'),
      );
    this.running.add(answering);
    void answering.finally(() => this.running.delete(answering));
  }

  /** Who was told that a mail is coming gets it now, if that can be. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.running);
  }
}
