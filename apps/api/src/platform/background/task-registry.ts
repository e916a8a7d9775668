import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { BackgroundTask, type BackgroundTaskOptions, type Task } from './background-task.js';

/** A task with what it declares. */
export interface DeclaredTask {
  readonly options: BackgroundTaskOptions;
  readonly task: Task;
}

/** The tasks of this process, found by their decorator. */
@Injectable()
export class TaskRegistry {
  private declared: readonly DeclaredTask[] = [];

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error naming each task name that is declared more than once */
  collect(): readonly DeclaredTask[] {
    this.declared = this.discovery
      .getProviders({ metadataKey: BackgroundTask.KEY })
      .flatMap((wrapper) => {
        const options = this.discovery.getMetadataByDecorator(BackgroundTask, wrapper);
        return options ? [{ options, task: wrapper.instance as Task }] : [];
      });
    const names = this.declared.map(({ options }) => options.name);
    const twice = new Set(names.filter((name, i) => names.indexOf(name) !== i));
    if (twice.size > 0)
      throw new Error(`background task declared more than once: ${[...twice].join(', ')}`);
    return this.declared;
  }

  /** Names of the tasks that an event wakes. */
  tasksWokenBy(eventName: string): string[] {
    return this.declared
      .filter(({ options }) => options.wokenBy?.some(({ name }) => name === eventName))
      .map(({ options }) => options.name);
  }
}
