import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { databaseNow } from '../../platform/db/database-clock.js';
import type { Tx } from '../../platform/db/tx.js';
import { BREAK_ACKNOWLEDGED } from '../domain/acknowledgement.js';
import type { AuditEvent, AuditHead } from '../domain/audit-event.js';
import type { KnownLink } from '../domain/hash-chain.js';
import type { StoredVerification } from '../domain/verification.js';
import { fromRow, toRow } from './event-rows.js';

const PAGE_EVENTS = 500;
/** As they are stored, compressed. */
const PAGE_BYTES = 1_000_000;

/** The trail as a chain: what its verification reads and keeps. */
@Injectable()
export class AuditChainRepository {
  /** The instant on the database's clock, which verifications are dated by. */
  now(tx: Tx): Promise<Date> {
    return databaseNow(tx);
  }

  /** The next events after `seq`, oldest first: as many as fit into memory, one at least if there is one. */
  async page(tx: Tx, afterSeq: number): Promise<AuditEvent[]> {
    const bytes = sql<number>`coalesce(sum(coalesce(pg_column_size(before), 0) + coalesce(pg_column_size(after), 0))
      over (order by seq rows between unbounded preceding and 1 preceding), 0)::int`;
    const next = tx
      .selectFrom('audit_events')
      .selectAll()
      .where('seq', '>', afterSeq)
      .orderBy('seq')
      .limit(PAGE_EVENTS)
      .as('next');
    const rows = await tx
      .selectFrom(tx.selectFrom(next).selectAll().select(bytes.as('bytes_before')).as('page'))
      .selectAll()
      .where('bytes_before', '<=', PAGE_BYTES)
      .orderBy('seq')
      .execute();
    return rows.map(fromRow);
  }

  async at(tx: Tx, seq: number): Promise<AuditEvent | null> {
    const row = await tx
      .selectFrom('audit_events')
      .selectAll()
      .where('seq', '=', seq)
      .executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** Events that say that they acknowledge a break, oldest first. */
  async acknowledgements(tx: Tx): Promise<AuditEvent[]> {
    const rows = await tx
      .selectFrom('audit_events')
      .selectAll()
      .where('actor_id', '=', 'system:operator')
      .where('action', '=', BREAK_ACKNOWLEDGED)
      .orderBy('seq')
      .execute();
    return rows.map(fromRow);
  }

  /** The last event that is there, whatever the head says; what comes before the first one if there is none. */
  async last(tx: Tx, genesis: KnownLink): Promise<KnownLink> {
    const row = await tx
      .selectFrom('audit_events')
      .select(['seq', 'hash'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row ?? genesis;
  }

  /** Appends to what is there, whatever the head says. Only the owner of the tables may. */
  async appendPastBreak(tx: Tx, event: AuditEvent, { seq, hash, seal }: AuditHead): Promise<void> {
    const row = JSON.stringify(toRow(event));
    await sql`insert into audit_events select * from jsonb_populate_record(null::audit_events, ${row}::jsonb)`.execute(
      tx,
    );
    await tx
      .insertInto('audit_head')
      .values({ only_one: true, seq, hash, seal })
      .onConflict((oc) => oc.column('only_one').doUpdateSet({ seq, hash, seal }))
      .execute();
  }

  /** What the newest verification left, with how old it is in seconds; null before the first. */
  async verification(tx: Tx): Promise<{ stored: StoredVerification; ageSeconds: number } | null> {
    const row = await tx
      .selectFrom('audit_verification')
      .select(['content', 'proof'])
      .select(
        sql<number>`extract(epoch from leitstand_now() - (content->>'checkedAt')::timestamptz)::float8`.as(
          'age',
        ),
      )
      .executeTakeFirst();
    if (!row) return null;
    const { content, proof, age } = row;
    return {
      stored: { content: content as StoredVerification['content'], proof },
      ageSeconds: age,
    };
  }

  async keepVerification(tx: Tx, { content, proof }: StoredVerification): Promise<void> {
    const row = { content: JSON.stringify(content), proof };
    await tx
      .insertInto('audit_verification')
      .values({ only_one: true, ...row })
      .onConflict((oc) => oc.column('only_one').doUpdateSet(row))
      .execute();
  }
}
