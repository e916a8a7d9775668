import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { metricName } from '../telemetry/metric-name.js';

const OUTCOMES = ['sent', 'failed', 'refused', 'expired'] as const;

/** What a process tells Prometheus of mails. */
@Injectable()
export class MailMetrics {
  private readonly mails = new Counter({
    name: metricName('leitstand_mail_attempts_total'),
    help: 'Tries to send a mail by outcome; one that failed is tried again',
    labelNames: ['outcome'],
  });
  private readonly waiting = new Gauge({
    name: metricName('leitstand_mail_oldest_waiting_seconds'),
    help: 'Age of the oldest mail that the mail server has not taken; 0 when there is none',
  });

  constructor() {
    for (const outcome of OUTCOMES) this.mails.inc({ outcome }, 0);
  }

  ended(outcome: (typeof OUTCOMES)[number]): void {
    this.mails.inc({ outcome });
  }

  waits(seconds: number): void {
    this.waiting.set(seconds);
  }
}
