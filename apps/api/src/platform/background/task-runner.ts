import { setTimeout } from 'node:timers/promises';
import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Clock } from '../kernel/clock.js';
import { isOutage } from '../kernel/outage.js';
import { Timers } from '../kernel/timers.js';
import { TaskLoop } from './task-loop.js';
import { TaskMarks } from './task-marks.js';
import { TaskMetrics, type TaskOutcome } from './task-metrics.js';
import { TaskRegistry, type DeclaredTask } from './task-registry.js';

/** Runs under way get this long to end when the process stops; what they leave is found by the next one. */
const DRAIN_MS = 5000;
/** A task that goes well says so this often at most. */
const MARK_MS = 60_000;

/** Runs the tasks of this process, each by its own loop: counted, marked, and honest about how it went. */
@Injectable()
export class TaskRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loops = new Map<string, TaskLoop>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly registry: TaskRegistry,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly marks: TaskMarks,
    private readonly metrics: TaskMetrics,
    private readonly log: PinoLogger,
  ) {}

  onApplicationBootstrap(): void {
    const declared = this.registry.collect();
    this.metrics.declare(declared.map(({ options }) => options.name));
    for (const { options, task } of declared)
      this.loops.set(
        options.name,
        new TaskLoop(options.every, this.timers, this.pass({ options, task })),
      );
    for (const loop of this.loops.values()) loop.start();
  }

  /** Runs a task promptly. A name that this process does not know is another version's: left alone. */
  wake(name: string): void {
    this.loops.get(name)?.wake();
  }

  /** Resolves once no task runs any more, those included that others woke meanwhile. */
  async idle(): Promise<void> {
    for (;;) {
      const current = [...this.loops.values()].flatMap(({ current: run }) => run ?? []);
      if (current.length === 0) return;
      await Promise.all(current);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    for (const loop of this.loops.values()) loop.stop();
    await Promise.race([this.idle(), setTimeout(DRAIN_MS, undefined, { ref: false })]);
  }

  private pass({ options: { name }, task }: DeclaredTask): () => Promise<void> {
    const report = new TaskReport(name, this.log);
    let completed = -Infinity; // when this was last marked; a failure is marked each time
    return async () => {
      const began = performance.now();
      const outcome = report.of(
        await task.run(this.stopping.signal).then(
          () => null,
          (error: unknown) => ({ error }),
        ),
      );
      this.metrics.ended(name, outcome, (performance.now() - began) / 1000);
      if (outcome === 'unavailable') return; // it shows where that server is watched
      const now = this.clock.now().getTime();
      if (outcome === 'completed' && Math.abs(now - completed) < MARK_MS) return;
      completed = outcome === 'completed' ? now : -Infinity;
      await this.marks.set(name, outcome);
    };
  }
}

/** What the log says of one task: an outage once when it begins and once when it is over, any other failure each time. */
class TaskReport {
  private unavailable = false;

  constructor(
    private readonly task: string,
    private readonly log: PinoLogger,
  ) {}

  of(failure: { error: unknown } | null): TaskOutcome {
    const { task } = this;
    const outage = failure !== null && isOutage(failure.error);
    if (outage && !this.unavailable)
      this.log.warn({ err: failure.error, task }, `${task} waits for a server that is unavailable`);
    if (!outage && this.unavailable) this.log.info({ task }, `${task} goes on`);
    if (failure && !outage) this.log.error({ err: failure.error, task }, `${task} failed`);
    this.unavailable = outage;
    return failure === null ? 'completed' : outage ? 'unavailable' : 'failed';
  }
}
