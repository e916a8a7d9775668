import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { RecordSignInFailures } from '../use-cases/record-sign-in-failures.js';

/** Puts on record how many sign-ins failed in the quarters of an hour that are over. */
@Injectable()
@BackgroundTask({ name: 'access.sum-sign-in-failures', every: 60_000 })
export class SumSignInFailuresTicker implements Task {
  constructor(private readonly failures: RecordSignInFailures) {}

  async run(): Promise<void> {
    await this.failures.sum();
  }
}
