import { Injectable } from '@nestjs/common';
import { TaskRegistry } from '../background/task-registry.js';
import type { Tx } from '../db/tx.js';
import { JobQueue } from '../queue/job-queue.js';
import { Subscribes, type EventHandler, type OccurredEvent } from './subscription.js';

/** Wakes the background tasks that an event makes due, so that they need not wait for their next tick. */
@Injectable()
@Subscribes({ name: 'background.wake-tasks', to: 'every event', from: 'now' })
export class WakeTasksSubscription implements EventHandler {
  private due = new Set<string>();

  constructor(
    private readonly registry: TaskRegistry,
    private readonly queue: JobQueue,
  ) {}

  handle(_tx: Tx, { name }: OccurredEvent): Promise<void> {
    for (const task of this.registry.tasksWokenBy(name)) this.due.add(task);
    return Promise.resolve();
  }

  async afterCommit(): Promise<void> {
    const due = [...this.due];
    this.due.clear();
    for (const task of due) await this.queue.wake(task);
  }
}
