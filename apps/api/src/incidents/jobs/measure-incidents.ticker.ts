import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { MeasureIncidents } from '../use-cases/measure-incidents.js';
import { IncidentMetrics } from './incident-metrics.js';

/** Tells Prometheus what is open, as often as it asks. */
@Injectable()
@BackgroundTask({ name: 'incidents.measure', every: 15_000 })
export class MeasureIncidentsTicker implements Task {
  constructor(
    private readonly incidents: MeasureIncidents,
    private readonly metrics: IncidentMetrics,
  ) {}

  async run(): Promise<void> {
    this.metrics.measured(await this.incidents.execute());
  }
}
