import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../background/background-task.js';
import { SendMails } from './send-mails.js';

/** Sends the mails that whoever promised them could not send. */
@Injectable()
@BackgroundTask({ name: 'mail.send', every: 5000 })
export class SendMailsTicker implements Task {
  constructor(private readonly mails: SendMails) {}

  run(stopping: AbortSignal): Promise<void> {
    return this.mails.due(stopping);
  }
}
