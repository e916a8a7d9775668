import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { DomainError, forbidden } from '../../platform/kernel/domain-error.js';
import { territoriesOf } from '../domain/grants.js';
import type { AccessScope } from '../domain/principal.js';
import { onRecord } from '../domain/trail.js';
import { asAccess } from '../domain/access-scopes.js';
import { PassToIdentity } from './pass-to-identity.js';
import { RecordSignInFailures } from './record-sign-in-failures.js';
import { VoidResetLinks } from './void-reset-links.js';

/** Changes one's own password; every other session of the account ends, and every reset link. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly identity: PassToIdentity,
    private readonly resetLinks: VoidResetLinks,
    private readonly failures: RecordSignInFailures,
    private readonly settings: Settings,
  ) {}

  /**
   * @param headers of the request, for the identity library; the guard has checked that no other site sent them
   * @returns the cookies to send
   * @throws DomainError `validation-failed` for a wrong password, `forbidden` for tokens, `rate-limited` for guessing
   */
  async execute(
    scope: AccessScope,
    command: { current: string; password: string },
    headers: Headers,
  ): Promise<readonly string[]> {
    const { actor } = scope;
    if (actor.kind !== 'user')
      throw forbidden('not-for-tokens', 'A token has no password. Sign in to change yours.');
    headers.set('origin', new URL(this.settings.publicUrl).origin);
    headers.set('content-type', 'application/json');
    const body = JSON.stringify({
      currentPassword: command.current,
      newPassword: command.password,
      revokeOtherSessions: true,
    });
    const { cookies } = await this.identity
      .execute('/api/auth/change-password', { method: 'POST', headers, body })
      .catch((error: unknown) => {
        if (isWrongPassword(error))
          this.failures.execute(scope.principal.email ?? '', scope.origin);
        return namingTheField(error);
      });
    const territories = territoriesOf(scope.principal.grants);
    const target = { kind: 'user', id: actor.id, name: actor.name };
    await this.unit.run(asAccess({ ...scope, territories }), async (write) => {
      // The password itself is the identity library's, and changed already. Who changes it wants nobody else in, by no link either.
      await this.resetLinks.execute(write.tx, actor.id);
      write.record(...onRecord(territories, () => ({ action: 'user.password-changed', target })));
    });
    return cookies;
  }
}

function isWrongPassword(error: unknown): error is DomainError {
  return error instanceof DomainError && error.code === 'validation-failed';
}

/** The new password was checked before, so what the library finds invalid is the present one. */
function namingTheField(error: unknown): never {
  if (!isWrongPassword(error)) throw error;
  throw new DomainError(error.code, error.message, [
    { path: 'current', code: 'wrong-password', message: error.message },
  ]);
}
