import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import type { KnownLink } from '../domain/hash-chain.js';
import { contentOf, type AuditVerification } from '../domain/verification.js';
import { AnchorHead } from './anchor-head.js';
import { VerifyAudit } from './verify-audit.js';

/**
 * Verifies the whole chain for somebody who asks, and anchors the head that it proved: what they were told can then not be set back
 * unnoticed.
 */
@Injectable()
export class VerifyAndAnchor {
  constructor(
    private readonly verify: VerifyAudit,
    private readonly anchor: AnchorHead,
    private readonly log: PinoLogger,
  ) {}

  /**
   * @param known a link of an earlier verification: it must still be in the chain
   * @returns what was found; `anchored` is the head itself unless it could not be anchored
   */
  async execute(known: KnownLink | null = null): Promise<AuditVerification> {
    const findings = await this.verify.execute({ known });
    const { verification, anchorGone } = findings;
    const wholeAt = verification.checkedAt.toISOString();
    const content = contentOf(verification, wholeAt, null, anchorGone);
    const anchored = await this.anchor.execute(findings, content).catch((error: unknown) => {
      this.log.error({ err: error }, 'the verified head of the audit trail was not anchored');
      return null;
    });
    return anchored ? { ...verification, anchored } : verification;
  }
}
