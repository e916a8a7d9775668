import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { HandlesJob, type JobBinding, type JobHandler } from './handles-job.js';
import { JOB_NAMES, type JobName } from './job-names.js';

interface Bound {
  readonly binding: JobBinding;
  readonly handler: JobHandler;
}

/** Finds the handlers of this process and proves that every job has exactly one. */
@Injectable()
export class JobRegistry {
  private bound = new Map<JobName, Bound>();

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error naming each job with no handler or with several */
  collect(): void {
    const found: Bound[] = this.discovery
      .getProviders({ metadataKey: HandlesJob.KEY })
      .flatMap((wrapper) => {
        const binding = this.discovery.getMetadataByDecorator(HandlesJob, wrapper);
        return binding ? [{ binding, handler: wrapper.instance as JobHandler }] : [];
      });
    const faults = JOB_NAMES.flatMap((name) => {
      const count = found.filter(({ binding }) => binding.name === name).length;
      return count === 1 ? [] : [`job ${name} has ${count} handlers, must have one`];
    });
    if (faults.length > 0) throw new Error(faults.join('; '));
    this.bound = new Map(found.map((entry) => [entry.binding.name, entry]));
  }

  handler(name: string): JobHandler | undefined {
    return this.bound.get(name as JobName)?.handler;
  }

  /** The jobs that want to hear of an event. */
  listeningTo(eventType: string): JobName[] {
    return [...this.bound.values()]
      .filter(({ binding }) => binding.on?.includes(eventType))
      .map(({ binding }) => binding.name);
  }
}
