import { Injectable } from '@nestjs/common';
import { HandlesJob, type JobHandler } from '../../platform/queue/handles-job.js';
import { PublishRules } from '../use-cases/publish-rules.js';

/** Publishes promptly when an SLO changed. */
@Injectable()
@HandlesJob({ name: 'slos.publish-rules', on: ['slo.changed', 'slo.deleted', 'subject.changed'] })
export class PublishRulesProcessor implements JobHandler {
  constructor(private readonly publish: PublishRules) {}

  async handle(): Promise<void> {
    await this.publish.execute();
  }
}
