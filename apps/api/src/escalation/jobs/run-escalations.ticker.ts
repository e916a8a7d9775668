import { Injectable } from '@nestjs/common';
import {
  incidentAcknowledged,
  incidentReopened,
  incidentResolved,
  incidentSnoozed,
  incidentTriggered,
  incidentUnacknowledged,
  incidentUnsnoozed,
} from '../../incidents/domain/incident-events.js';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { policyChanged, runHastened } from '../domain/policy-events.js';
import { RunEscalations } from '../use-cases/run-escalations.js';
import { EscalationMetrics } from './escalation-metrics.js';

/** Goes through what is due every second, whatever becomes of the queue, and promptly when something happened to an incident. */
@Injectable()
@BackgroundTask({
  name: 'escalation.run',
  every: 1000,
  wokenBy: [
    incidentTriggered,
    incidentReopened,
    incidentUnacknowledged,
    incidentAcknowledged,
    incidentResolved,
    incidentSnoozed,
    incidentUnsnoozed,
    policyChanged,
    runHastened,
  ],
})
export class RunEscalationsTicker implements Task {
  constructor(
    private readonly escalations: RunEscalations,
    private readonly metrics: EscalationMetrics,
  ) {}

  run(stopping: AbortSignal): Promise<void> {
    return this.escalations.execute(stopping, {
      done: (act, waited) => {
        if (waited !== null && act !== 'nothing') this.metrics.stepped(waited);
      },
      failed: () => this.metrics.failed(),
      oldestDue: (seconds) => this.metrics.oldestDue(seconds),
    });
  }
}
