import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { isServerUnavailable } from '../../platform/kernel/database-errors.js';
import { Clock } from '../../platform/kernel/clock.js';
import { err, ok, type Result } from '../../platform/kernel/result.js';
import {
  PrincipalsRepository,
  type SessionRow,
  type TokenRow,
  type UserRow,
} from '../db/principals.repository.js';
import { tokenState } from '../domain/api-token.js';
import { grantsOf } from '../domain/grants.js';
import { effectivePermissionsOf, tokenPermissions } from '../domain/effective-permissions.js';
import type { Credential, LetIn, NotLetIn, Principal } from '../domain/principal.js';
import { asAccess } from '../domain/access-scopes.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';
import { KnownCredentials } from '../db/known-credentials.js';
import { PrincipalCache } from '../db/principal-cache.js';

const TOUCH_MS = 60_000;

/** Finds out who is behind a credential and what they hold: from memory for a few seconds, else in one query. */
@Injectable()
export class Authenticate {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly database: DatabaseReader,
    private readonly repository: PrincipalsRepository,
    private readonly cache: PrincipalCache,
    private readonly known: KnownCredentials,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {}

  /** @throws the driver's error when the database is away: nobody is told to sign in again because of that */
  async execute(credential: Credential): Promise<Result<LetIn, NotLetIn>> {
    const hash = hashSecret(credential.secret);
    const key = `${credential.kind}:${hash}`;
    const found = await this.find(key, credential, hash);
    this.known.note(key, found.ok ? found.value.principal.actor : null);
    return found;
  }

  private async find(
    key: string,
    credential: Credential,
    hash: string,
  ): Promise<Result<LetIn, NotLetIn>> {
    const found = await this.cache.get(key, () =>
      credential.kind === 'session' ? this.session(credential.secret) : this.token(hash),
    );
    if (found.ok && found.value.expiresAt && found.value.expiresAt <= this.clock.now()) {
      return err(credential.kind === 'token' ? 'token-expired' : 'session-unknown');
    }
    return found;
  }

  private async session(token: string): Promise<Result<LetIn, NotLetIn>> {
    const row = await this.database.read(asAccess({ territories: [] }), (tx) =>
      this.repository.bySession(tx, token),
    );
    if (!row) return err('session-unknown');
    if (row.disabled_at) return err('user-disabled');
    this.touch('user', row.user_id);
    return ok({ principal: ofUser(row), expiresAt: row.expires_at });
  }

  private async token(hash: string): Promise<Result<LetIn, NotLetIn>> {
    const row = await this.database.read(asAccess({ territories: [] }), (tx) =>
      this.repository.byToken(tx, hash),
    );
    if (!row) return err('token-unknown');
    const state = tokenState(
      { expiresAt: row.expires_at, revokedAt: row.revoked_at },
      this.clock.now(),
    );
    if (state !== 'live') return err(state === 'expired' ? 'token-expired' : 'token-revoked');
    if (row.disabled_at) return err('user-disabled');
    this.touch('token', row.id);
    return ok({ principal: ofToken(row), expiresAt: row.expires_at });
  }

  /** Nobody waits for this, and nobody is turned away because of it. */
  private touch(what: 'user' | 'token', id: string): void {
    const now = this.clock.now();
    if (!this.cache.isDue(`${what}:${id}`, now, TOUCH_MS)) return;
    const before = new Date(now.getTime() - TOUCH_MS);
    void this.unit
      .run(asAccess({ territories: [] }), (write) => {
        write.unrecorded('the last use of a credential is a trace of it, not a change');
        return this.repository.touch(write.tx, what, id, now, before);
      })
      .catch((error: unknown) => {
        if (!isServerUnavailable(error)) this.log.warn({ err: error }, 'last use was not noted');
      });
  }
}

function ofUser(row: UserRow | SessionRow): Principal {
  const grants = grantsOf(row.cells);
  return {
    actor: { kind: 'user', id: row.user_id, name: row.user_name },
    userId: row.user_id,
    email: row.email,
    locale: row.locale,
    timeZone: row.time_zone,
    seenTimeZone: row.seen_time_zone,
    grants,
    effectivePermissions: effectivePermissionsOf(grants),
  };
}

function ofToken(row: TokenRow): Principal {
  const owner = row.user_id === null ? null : effectivePermissionsOf(grantsOf(row.cells));
  return {
    actor: { kind: 'token', id: row.id, name: row.name },
    userId: row.user_id,
    email: null,
    locale: null,
    timeZone: null,
    seenTimeZone: null,
    grants: [],
    effectivePermissions: tokenPermissions(row, owner),
  };
}
