import { DiscoveryService } from '@nestjs/core';
import type { JobName } from './job-names.js';

/** Work that a queue may start. It carries ids, never state, and may run twice. */
export interface JobHandler {
  handle(ids: readonly string[]): Promise<void>;
}

export interface JobBinding {
  readonly name: JobName;
  /** outbox events that ring this job's bell */
  readonly on?: readonly string[];
}

/** Marks the one handler class of a job. */
export const HandlesJob = DiscoveryService.createDecorator<JobBinding>();
