import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/use-cases/audit-trail.js';
import { Database } from '../../platform/db/database.js';
import { Clock } from '../../platform/kernel/clock.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Origin } from '../../platform/kernel/scope.js';
import { UsersRepository } from '../db/users.repository.js';
import { territoriesOf } from '../domain/grants.js';
import { onRecord } from '../domain/trail.js';
import type { IdentityHooks, Profile } from '../identity/identity-hooks.js';
import { asAccess } from './access-scopes.js';
import { AdmitProfile } from './admit-profile.js';

/** What happens around a sign-in: disabled accounts stay out, and every session start goes on record. Each also sweeps out what has ended. */
@Injectable()
export class SignInHooks implements IdentityHooks {
  constructor(
    private readonly database: Database,
    private readonly users: UsersRepository,
    private readonly admitProfile: AdmitProfile,
    private readonly audit: AuditTrail,
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
      throw new DomainError(
        'forbidden',
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
    await this.database.transaction(asAccess({ territories }), async (tx) => {
      await this.users.forgetEnded(tx, this.clock.now());
      const scope = { actor, territories, permissions: new Set<never>(), origin };
      await this.audit.append(
        tx,
        scope,
        ...onRecord(territories, () => ({ action: 'session.started', target: actor })),
      );
    });
  }
}
