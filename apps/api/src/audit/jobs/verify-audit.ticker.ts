import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { KeepAuditVerified } from '../use-cases/keep-audit-verified.js';
import { ReportAuditStatus } from '../use-cases/report-audit-status.js';
import { AuditMetrics } from './audit-metrics.js';

/** Looks at the seal of the head every minute; verifies and anchors the trail at start and once an hour. */
@Injectable()
@BackgroundTask({ name: 'audit.verify', every: 60_000 })
export class VerifyAuditTicker implements Task {
  private begun = false;

  constructor(
    private readonly keep: KeepAuditVerified,
    private readonly status: ReportAuditStatus,
    private readonly metrics: AuditMetrics,
  ) {}

  async run(stopping: AbortSignal): Promise<void> {
    try {
      if (!this.begun || (await this.keep.isDue())) await this.verify(stopping);
    } finally {
      if (!stopping.aborted) this.metrics.intact((await this.status.execute()).state !== 'down');
    }
  }

  private async verify(stopping: AbortSignal): Promise<void> {
    const began = performance.now();
    const found = await this.keep.execute(stopping).catch((error: unknown) => {
      if (stopping.aborted) return null;
      throw error;
    });
    if (!found) return;
    this.begun = true;
    this.metrics.verified(found, (performance.now() - began) / 1000);
  }
}
