import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Origin } from '../../platform/kernel/scope.js';
import { FirstRunRepository } from '../db/first-run.repository.js';
import { Identity } from '../identity/identity.js';
import { ACCESS_ACTOR, asAccess } from '../domain/access-scopes.js';
import { CreateUser } from './create-user.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';

/** What the first administrator says of themselves, with the one-time link they came by. */
export interface FirstRun {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly locale: 'de' | 'en';
}

/** Turns the holder of the one-time link into the first administrator, in every territory there is. */
@Injectable()
export class CompleteFirstRun {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly firstRun: FirstRunRepository,
    private readonly createUser: CreateUser,
    private readonly identity: Identity,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `gone` when the link was used, replaced or has expired, or an administrator exists */
  async execute(input: FirstRun, origin: Origin): Promise<void> {
    const { name, email, locale } = input;
    await this.database.read(asAccess({ territories: [] }), (tx) =>
      this.refuseStaleLink(tx, input.token),
    ); // nobody makes us hash passwords without a link
    const passwordHash = await this.identity.hashPassword(input.password);
    const scope = { ...(await this.scopes.open(ACCESS_ACTOR)), origin };
    await this.unit.run(scope, async (write) => {
      const { tx } = write;
      await this.firstRun.lock(tx);
      await this.refuseStaleLink(tx, input.token);
      const grants = [{ role: 'admin', territories: scope.territories }] as const;
      const id = await this.createUser.execute(
        tx,
        { name, email, locale, grants, passwordHash },
        this.clock.now(),
      );
      await this.firstRun.removeLinks(tx);
      write.emit(accessChanged.of([id], null));
      const target = { kind: 'user', id, name } as const;
      const after = { name, email, role: 'admin', everywhere: true };
      write.recordAs(target, { action: 'first-run.completed', target, territory: null, after });
    });
  }

  private async refuseStaleLink(tx: Tx, token: string): Promise<void> {
    if (await this.firstRun.hasAdministrator(tx))
      throw new DomainError(
        'gone',
        'An administrator exists already. Sign in, or ask them for an invitation.',
      );
    const expiry = await this.firstRun.linkExpiry(tx, hashSecret(token));
    if (expiry && expiry > this.clock.now()) return;
    throw new DomainError(
      'gone',
      'This link was used, replaced by a newer one or has expired. Start Leitstand again to get a new one.',
    );
  }
}
