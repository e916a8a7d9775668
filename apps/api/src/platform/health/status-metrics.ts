import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { metricName } from '../telemetry/metric-name.js';
import { StatusBoard, type ComponentState } from './status-board.js';

const LEVELS: Record<Exclude<ComponentState, 'unknown'>, number> = { up: 0, degraded: 1, down: 2 };

/** What each process tells Prometheus of the parts that it looks at, so that one that goes down is told of by an alert. */
@Injectable()
export class StatusMetrics {
  constructor(board: StatusBoard) {
    const levels = new Gauge({
      name: metricName('leitstand_status_component_level'),
      help: 'How a component of the status is doing as this process sees it: 0 up, 1 degraded, 2 down, and why; none while that is not known',
      labelNames: ['component', 'trouble'],
      collect: () => {
        levels.reset();
        for (const { name: component, state, detail } of board.all())
          if (state !== 'unknown')
            levels.set({ component, trouble: detail?.code ?? '' }, LEVELS[state]);
      },
    });
  }
}
