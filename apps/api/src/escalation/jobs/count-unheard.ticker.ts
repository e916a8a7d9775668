import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { CountUnheard } from '../use-cases/count-unheard.js';
import { EscalationMetrics } from './escalation-metrics.js';

/** Tells Prometheus how many incidents page nobody, as often as it asks. */
@Injectable()
@BackgroundTask({ name: 'escalation.count-unheard', every: 15_000 })
export class CountUnheardTicker implements Task {
  constructor(
    private readonly unheard: CountUnheard,
    private readonly metrics: EscalationMetrics,
  ) {}

  async run(): Promise<void> {
    this.metrics.unheard(await this.unheard.execute());
  }
}
