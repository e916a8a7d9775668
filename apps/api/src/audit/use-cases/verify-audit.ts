import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { Database } from '../../platform/db/database.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { AuditRepository } from '../db/audit.repository.js';
import { CHAIN_START, endWalk, walkLink, type ChainFault } from '../domain/hash-chain.js';

const PAGE = 5000;

export interface AuditVerification {
  readonly ok: boolean;
  readonly events: number;
  /** hash of the newest link */
  readonly head: string;
  readonly checkedAt: Date;
  readonly faults: readonly ChainFault[];
}

/** Walks the whole chain on one snapshot and tells every link that was edited, deleted, moved or cut off. */
@Injectable()
export class VerifyAudit {
  constructor(
    private readonly database: Database,
    private readonly scopes: SystemScopes,
    private readonly repository: AuditRepository,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  async execute(): Promise<AuditVerification> {
    const scope = await this.scopes.open('audit-verify');
    return this.database.read(scope, async (tx) => {
      let walk = CHAIN_START;
      let events = 0;
      for (let full = true; full; ) {
        const page = await this.repository.page(tx, walk.seq, PAGE);
        walk = page.reduce(walkLink, walk);
        events += page.length;
        full = page.length === PAGE;
      }
      const head = await this.repository.head(tx);
      const faults = endWalk(walk, head, this.settings.get('SECRET'));
      return { ok: faults.length === 0, events, head: head.hash, checkedAt: this.clock.now(), faults };
    });
  }
}
