import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { metricName } from '../telemetry/metric-name.js';

/** How an attempt to get in ended: with a session, with a wrong password or token, or before anybody looked. */
export type AttemptOutcome = 'succeeded' | 'failed' | 'refused';

/** What the API tells Prometheus of attempts to get in. */
@Injectable()
export class AttemptMetrics {
  private readonly attempts = new Counter({
    name: metricName('leitstand_sign_in_attempts_total'),
    help: 'Attempts to sign in with a password or an API token, by outcome; API tokens only where they failed',
    labelNames: ['by', 'outcome'],
  });

  constructor() {
    for (const outcome of ['succeeded', 'failed', 'refused'])
      this.attempts.inc({ by: 'password', outcome }, 0);
    for (const outcome of ['failed', 'refused']) this.attempts.inc({ by: 'token', outcome }, 0);
  }

  ended(by: 'password' | 'token', outcome: AttemptOutcome): void {
    this.attempts.inc({ by, outcome });
  }
}
