import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { Clock } from '../../platform/kernel/clock.js';
import { forbidden } from '../../platform/kernel/domain-error.js';
import type { Origin } from '../../platform/kernel/scope.js';
import { UsersRepository } from '../db/users.repository.js';
import { territoriesOf } from '../domain/grants.js';
import { onRecord } from '../domain/trail.js';
import type { IdentityHooks, Profile } from '../identity/identity-hooks.js';
import { asAccess } from '../domain/access-scopes.js';
import { AdmitProfile } from './admit-profile.js';

/** What happens around a sign-in: disabled accounts stay out, and every session start goes on record. Each also sweeps out what has ended. */
@Injectable()
export class SignInHooks implements IdentityHooks {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly database: DatabaseReader,
    private readonly users: UsersRepository,
    private readonly admitProfile: AdmitProfile,
    private readonly clock: Clock,
  ) {}

  admit(profile: Profile, origin: Origin): Promise<void> {
    return this.admitProfile.execute(profile, origin);
  }

  async sessionStarts(userId: string): Promise<void> {
    const user = await this.database.read(asAccess({ territories: [] }), (tx) =>
      this.users.find(tx, userId),
    );
    if (!user || user.disabled)
      throw forbidden(
        'user-disabled',
        'This account is disabled. Ask an administrator to enable it.',
      );
  }

  async sessionStarted(userId: string, origin: Origin): Promise<void> {
    const user = await this.database.read(asAccess({ territories: [] }), (tx) =>
      this.users.find(tx, userId),
    );
    if (!user) return;
    const territories = territoriesOf(user.grants);
    const actor = { kind: 'user', id: user.id, name: user.name } as const;
    const scope = { ...asAccess({ territories }), onBehalfOf: { actor, origin } };
    await this.unit.run(scope, async (write) => {
      await this.users.forgetEnded(write.tx, this.clock.now());
      write.record(...onRecord(territories, () => ({ action: 'session.started', target: actor })));
    });
  }
}
