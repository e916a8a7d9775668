import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { StatusBoard, type Seen } from '../../platform/health/status-board.js';
import { systemScope } from '../../platform/kernel/scope.js';
import { AuditChainRepository } from '../db/audit-chain.repository.js';
import { AuditRepository } from '../db/audit.repository.js';
import { isSealed } from '../domain/hash-chain.js';
import { endsEarlier, provenContent, type StoredVerification } from '../domain/verification.js';
import { ChainBeginning } from './chain-beginning.js';

const SCOPE = systemScope('audit-verify', []);
/** It is verified every hour. */
const LATE_SECONDS = 3 * 3600;

/** Reports to the status board whether the audit trail proves itself: the seal of its head now, the rest as of the newest verification. */
@Injectable()
export class ReportAuditStatus implements OnModuleInit {
  constructor(
    private readonly board: StatusBoard,
    private readonly database: DatabaseReader,
    private readonly repository: AuditRepository,
    private readonly chain: AuditChainRepository,
    private readonly settings: Settings,
    private readonly beginning: ChainBeginning,
  ) {}

  onModuleInit(): void {
    this.board.register('audit', () => this.execute(), 'postgres');
  }

  /** How it is doing, seen now. */
  async execute(): Promise<Seen> {
    const { head, kept } = await this.database.read(SCOPE, async (tx) => ({
      head: await this.repository.head(tx),
      kept: await this.chain.verification(tx),
    }));
    if (!isSealed(head, this.settings.get('SECRET')))
      return broken(`its head, event ${head.seq}, does not carry our seal`);
    if (head.seq > 0) this.beginning.note();
    else if (this.beginning.hasBegun) return broken('it is empty, although it once began');
    if (!kept) return { state: 'up', message: null };
    return this.judge(kept.stored, kept.ageSeconds, head.seq);
  }

  private judge(stored: StoredVerification, ageSeconds: number, headSeq: number): Seen {
    const content = provenContent(stored, this.settings.get('SECRET'));
    if (!content) return broken('what is stored of its verification does not carry our proof');
    const { standing, firstFault, faultsTotal, anchorError } = content;
    if (standing === 'broken')
      return broken(`${firstFault ?? ''} (faults: ${faultsTotal})`, faultsTotal);
    if (content.anchorGone)
      return {
        state: 'down',
        message: firstFault,
        detail: { code: 'audit-anchor-gone', count: faultsTotal },
      };
    if (standing === 'set-back') return setBack(firstFault ?? '', faultsTotal);
    if (endsEarlier(content, headSeq))
      return setBack(`event ${content.headSeq} was verified, and it ends with ${headSeq}`);
    const seconds = Math.round(ageSeconds);
    if (Math.abs(seconds) > LATE_SECONDS)
      return {
        state: 'degraded',
        message: `not verified for ${seconds} s`,
        detail: { code: 'audit-unverified', seconds },
      };
    if (anchorError !== null)
      return {
        state: 'degraded',
        message: 'its head could not be noted outside of the database',
        detail: { code: 'audit-not-anchored' },
      };
    return { state: 'up', message: null };
  }
}

function broken(message: string, count = 1): Seen {
  return { state: 'down', message, detail: { code: 'audit-broken', count } };
}

function setBack(fault: string, count = 1): Seen {
  return {
    state: 'down',
    message: `a backup was restored, or it was set back: ${fault}`,
    detail: { code: 'audit-set-back', count },
  };
}
