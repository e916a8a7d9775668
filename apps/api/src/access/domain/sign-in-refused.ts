import { DomainError } from '../../platform/kernel/domain-error.js';

/** Too many attempts: nobody has looked at the password. */
export class SignInRefused extends DomainError {
  /** @param retryAfter seconds until somebody does again */
  constructor(readonly retryAfter: number) {
    super('rate-limited', `Too many attempts. Try again in ${retryAfter} seconds.`);
  }
}
