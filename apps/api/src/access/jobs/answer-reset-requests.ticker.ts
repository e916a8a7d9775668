import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { AnswerResetRequests } from '../use-cases/answer-reset-requests.js';

/** Answers requests for reset links whose process died before it could. */
@Injectable()
@BackgroundTask({ name: 'access.answer-reset-requests', every: 10_000 })
export class AnswerResetRequestsTicker implements Task {
  constructor(private readonly answer: AnswerResetRequests) {}

  run(stopping: AbortSignal): Promise<void> {
    return this.answer.left(stopping);
  }
}
