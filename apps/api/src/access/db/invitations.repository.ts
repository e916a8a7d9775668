import { Injectable } from '@nestjs/common';
import { sql, type Selectable } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import { territoriesOf } from '../domain/grants.js';
import type { Invitation, OpenInvitation } from '../domain/invitation.js';
import type { InvitationsTable } from './tables.js';

/** "Open" = neither accepted nor revoked; it may still have expired. */
@Injectable()
export class InvitationsRepository {
  async add(tx: Tx, invitation: OpenInvitation, tokenHash: string): Promise<void> {
    const row = {
      id: invitation.id,
      email: invitation.email,
      token_hash: tokenHash,
      grants: JSON.stringify(invitation.grants),
      territories: territoriesOf(invitation.grants),
      invited_by: invitation.invitedBy,
      inviter: invitation.inviter,
      created_at: invitation.createdAt,
      expires_at: invitation.expiresAt,
    };
    await tx.insertInto('invitations').values(row).execute();
  }

  /** Until the end of the transaction nobody else looks for an invitation of this address to make one. */
  async lockAddress(tx: Tx, email: string): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtextextended('invitation of ' || ${email}, 0))`.execute(
      tx,
    );
  }

  /** Newest first. */
  async listOpen(tx: Tx, now: Date): Promise<Invitation[]> {
    const rows = await open(tx)
      .where('expires_at', '>', now)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .execute();
    return rows.map(fromRow).map(({ inviter: _, ...shown }) => shown);
  }

  async lockOpen(
    tx: Tx,
    by: { readonly id: string } | { readonly email: string } | { readonly tokenHash: string },
  ): Promise<OpenInvitation | undefined> {
    const query = open(tx).forUpdate();
    if ('id' in by) return first(query.where('id', '=', by.id));
    return first(
      'email' in by
        ? query.where('email', '=', by.email)
        : query.where('token_hash', '=', by.tokenHash),
    );
  }

  async findOpen(tx: Tx, tokenHash: string): Promise<Invitation | undefined> {
    return first(open(tx).where('token_hash', '=', tokenHash));
  }

  async close(tx: Tx, id: string, how: 'accepted_at' | 'revoked_at', now: Date): Promise<void> {
    await tx
      .updateTable('invitations')
      .set({ [how]: now })
      .where('id', '=', id)
      .execute();
  }
}

function open(tx: Tx) {
  return tx
    .selectFrom('invitations')
    .selectAll()
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null);
}

async function first(query: ReturnType<typeof open>): Promise<OpenInvitation | undefined> {
  const row = await query.executeTakeFirst();
  return row && fromRow(row);
}

function fromRow(row: Selectable<InvitationsTable>): OpenInvitation {
  const {
    id,
    email,
    grants,
    invited_by: invitedBy,
    inviter,
    created_at: createdAt,
    expires_at: expiresAt,
  } = row;
  return { id, email, grants, invitedBy, inviter, createdAt, expiresAt };
}
