import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { Clock } from '../../platform/kernel/clock.js';
import { systemScope } from '../../platform/kernel/scope.js';
import { AuditRepository } from '../db/audit.repository.js';
import {
  CHAIN_START,
  endWalk,
  walkLink,
  type ChainFault,
  type KnownLink,
} from '../domain/hash-chain.js';

const PAGE = 5000;
/** Row-level security shows this actor every event, of whatever territory. */
const VERIFIER = systemScope('audit-verify', []);

/** What a walk over the whole chain found. */
export interface AuditVerification {
  readonly ok: boolean;
  readonly events: number;
  /** hash of the newest link */
  readonly head: string;
  /** its number: remember both to tell next time that nothing was cut off since */
  readonly headSeq: number;
  readonly checkedAt: Date;
  /** the first of them, by event */
  readonly faults: readonly ChainFault[];
  readonly faultsTotal: number;
}

/** Walks the whole chain on one snapshot and tells every link that was edited, deleted, moved or cut off. */
@Injectable()
export class VerifyAudit {
  constructor(
    private readonly database: DatabaseReader,
    private readonly repository: AuditRepository,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** @param known a link of an earlier verification: the head's seal tells of nothing that was cut off together with a newer head */
  async execute(known: KnownLink | null = null): Promise<AuditVerification> {
    return this.database.read(VERIFIER, async (tx) => {
      let walk = CHAIN_START;
      let events = 0;
      for (let full = true; full;) {
        const page = await this.repository.page(tx, walk.seq, PAGE);
        walk = page.reduce((at, event) => walkLink(at, event, known), walk);
        events += page.length;
        full = page.length === PAGE;
      }
      const head = await this.repository.head(tx);
      const { faults, faultsTotal } = endWalk(walk, head, this.settings.get('SECRET'), known);
      return {
        ok: faultsTotal === 0,
        events,
        head: head.hash,
        headSeq: head.seq,
        checkedAt: this.clock.now(),
        faults,
        faultsTotal,
      };
    });
  }
}
