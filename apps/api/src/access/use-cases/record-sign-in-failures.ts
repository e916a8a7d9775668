import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import type { Origin } from '../../platform/kernel/scope.js';
import { SignInFailuresRepository, type FailureSum } from '../db/sign-in-failures.repository.js';
import { UsersRepository } from '../db/users.repository.js';
import { ACCESS_ACTOR } from '../domain/access-scopes.js';
import { territoriesOf } from '../domain/grants.js';
import { onRecord } from '../domain/trail.js';
import type { User } from '../domain/user.js';

/** All addresses without an account together: what somebody typed there may be a password, and goes nowhere. */
const UNKNOWN = 'unknown';
const QUARTER_MS = 15 * 60_000;
const AT_ONCE = 100;

/**
 * Puts failed sign-ins on record, in bounds: of each account the first of a quarter of an hour, and when that is over how many there
 * were. Nobody who tries is kept waiting for it: neither the answer nor its time tells whether there is an account.
 */
@Injectable()
export class RecordSignInFailures implements BeforeApplicationShutdown {
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly failures: SignInFailuresRepository,
    private readonly users: UsersRepository,
    private readonly log: PinoLogger,
  ) {}

  /** A password was wrong. @param email as it was typed */
  execute(email: string, origin: Origin): void {
    this.later(async (write) => {
      const user = await this.users.findByEmail(write.tx, email);
      if (await this.failures.add(write.tx, user?.id ?? UNKNOWN))
        write.recordFrom(origin, ...about('session.failed', user));
      else write.unrecorded('goes on record with the sum of its quarter of an hour');
    });
  }

  /** Nobody looked at the password any more. @param seconds until somebody does again */
  locked(email: string, seconds: number, origin: Origin): void {
    this.later(async (write) => {
      const user = await this.users.findByEmail(write.tx, email);
      write.recordFrom(origin, ...about('session.locked', user, { retryAfterSeconds: seconds }));
    });
  }

  /** Puts the sums of quarters that are over on record. @returns how many */
  async sum(): Promise<number> {
    const scope = await this.scopes.open(ACCESS_ACTOR);
    return this.unit.run(scope, async (write) => {
      const sums = await this.failures.takeEnded(write.tx, AT_ONCE);
      const several = sums.filter(({ failures }) => failures > 1);
      for (const sum of several) await this.recordSum(write, sum);
      if (several.length === 0) write.unrecorded('single failures are on record already');
      return several.length;
    });
  }

  private async recordSum(write: Write, { account, quarter, failures }: FailureSum) {
    const user = account === UNKNOWN ? undefined : await this.users.find(write.tx, account);
    const to = new Date(quarter.getTime() + QUARTER_MS);
    write.record(...about('session.failures-summed', user, { failures, from: quarter, to }));
  }

  private later(work: (write: Write) => Promise<void>): void {
    const recording = this.scopes
      .open(ACCESS_ACTOR)
      .then((scope) => this.unit.run(scope, work))
      .catch((error: unknown) =>
        this.log.error({ err: error }, 'a failed sign-in could not be put on record'),
      );
    this.running.add(recording);
    void recording.finally(() => this.running.delete(recording));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.running);
  }
}

function about(action: string, user: User | undefined, after?: unknown) {
  const target = user ? { kind: 'user', id: user.id, name: user.name } : null;
  const territories = user ? territoriesOf(user.grants) : [];
  return onRecord(territories, () => ({ action, target, ...(after ? { after } : {}) }));
}
