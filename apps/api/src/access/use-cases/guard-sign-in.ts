import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';
import type { Origin } from '../../platform/kernel/scope.js';
import { AttemptLimiter, type AttemptRule } from '../../platform/limits/attempt-limiter.js';
import { AttemptMetrics } from '../../platform/limits/attempt-metrics.js';
import { RateLimiter } from '../../platform/limits/rate-limiter.js';
import { attemptsOf } from '../domain/limits.js';
import { SignInRefused } from '../domain/sign-in-refused.js';
import { DeviceCookie } from '../identity/device-cookie.js';
import { RecordSignInFailures } from './record-sign-in-failures.js';

const LOCK_ON_RECORD = { window: 15 * 60, max: 1 };

/** Somebody who wants to sign in with a password. */
export interface SignInAttempt {
  readonly email: string;
  /** whose attempts are counted together: address or network */
  readonly sender: string;
  readonly cookies: string | undefined;
  readonly origin: Origin;
}

/**
 * Slows guessing down, account by account, wherever it comes from, and puts it on record. A browser from which the account was signed
 * in to before is counted by itself: others who guess do not keep its owner out.
 */
@Injectable()
export class GuardSignIn {
  private readonly devices: DeviceCookie;

  constructor(
    private readonly attempts: AttemptLimiter,
    private readonly limiter: RateLimiter,
    private readonly failures: RecordSignInFailures,
    private readonly metrics: AttemptMetrics,
    private readonly settings: Settings,
  ) {
    this.devices = new DeviceCookie(settings.get('SECRET'), settings.publicUrl);
  }

  /**
   * Carries out a sign-in if there may be one now.
   * @param signIn throws `unauthenticated` for a wrong password
   * @returns what it gave, and the cookie by which the browser is known from now on; null when it has one
   * @throws SignInRefused before anybody has looked at the password
   */
  async execute<T>(
    attempt: SignInAttempt,
    signIn: () => Promise<T>,
  ): Promise<{ value: T; deviceCookie: string | null }> {
    const account = hashSecret(attempt.email.toLowerCase());
    const device = this.devices.read(attempt.cookies, account);
    const keys = this.keysOf(account, device, attempt.sender);
    for (const [key, rule] of keys) await this.admit(key, rule, account, attempt);
    try {
      const value = await signIn();
      for (const [key] of keys) await this.attempts.forgive(key);
      this.metrics.ended('password', 'succeeded');
      return { value, deviceCookie: device === null ? this.devices.make(account) : null };
    } catch (error) {
      this.tell(error, attempt);
      throw error;
    }
  }

  private tell(error: unknown, { email, origin }: SignInAttempt): void {
    if (!(error instanceof DomainError)) return;
    if (error.code === 'rate-limited') this.metrics.ended('password', 'refused');
    if (error.code !== 'unauthenticated') return;
    this.metrics.ended('password', 'failed');
    this.failures.execute(email, origin);
  }

  private keysOf(account: string, device: string | null, sender: string): [string, AttemptRule][] {
    const rate = this.settings.get('RATE_LIMIT');
    const [one, all] = [attemptsOf('sign-in-sender', rate), attemptsOf('sign-in-account', rate)];
    if (device !== null) return [[`sign-in:${account}:${device}`, one]];
    return [
      [`sign-in:${account}:${sender}`, one],
      [`sign-in:${account}`, all],
    ];
  }

  private async admit(
    key: string,
    rule: AttemptRule,
    account: string,
    { email, origin }: SignInAttempt,
  ): Promise<void> {
    const { allowed, retryAfter } = await this.attempts.admit(key, rule);
    if (allowed) return;
    const seconds = retryAfter ?? 1;
    this.metrics.ended('password', 'refused');
    if ((await this.limiter.consume(`sign-in-locked:${account}`, LOCK_ON_RECORD)).allowed)
      this.failures.locked(email, seconds, origin);
    throw new SignInRefused(seconds);
  }
}
