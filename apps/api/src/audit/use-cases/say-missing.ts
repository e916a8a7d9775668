import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { missing, type DomainError } from '../../platform/kernel/domain-error.js';
import { AuditRepository } from '../db/audit.repository.js';

/** Says of a thing that is not there whether there was one, and when it was deleted: whoever may read such things may know that. */
@Injectable()
export class SayMissing {
  constructor(private readonly audit: AuditRepository) {}

  /**
   * @param noun in messages, e.g. `escalation policy`
   * @param kind in the audit trail, e.g. `policy`
   * @param name in paths, by which the trail knows it
   */
  async within(tx: Tx, noun: string, kind: string, name: string): Promise<DomainError> {
    return missing(noun, name, await this.audit.lastDeletion(tx, kind, name));
  }
}
