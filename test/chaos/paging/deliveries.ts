import { setTimeout as pause } from 'node:timers/promises';

/** One alert, as an Alertmanager tells of it. */
export interface Told {
  /** stands in its summary, which is the title of the incident */
  readonly mark: string;
  /** n of `service-n` */
  readonly service: number;
  readonly startsAt: Date;
  /** null while it fires */
  readonly endsAt: Date | null;
}

/** What an Alertmanager sends of one group (webhook, version 4). */
export function webhook(told: readonly Told[]): string {
  const [first] = told;
  return JSON.stringify({
    version: '4',
    groupKey: `{}:{service="service-${first?.service}"}`,
    truncatedAlerts: 0,
    status: told.every(({ endsAt }) => endsAt) ? 'resolved' : 'firing',
    receiver: 'leitstand',
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example',
    alerts: told.map(({ mark, service, startsAt, endsAt }) => ({
      status: endsAt ? 'resolved' : 'firing',
      fingerprint: mark,
      labels: {
        alertname: 'HighErrorRate',
        severity: 'page',
        service: `service-${service}`,
        territory: 'DE',
      },
      annotations: { summary: `${mark} answers with errors` },
      startsAt: startsAt.toISOString(),
      endsAt: endsAt ? endsAt.toISOString() : '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus.example/graph?g0.expr=up',
    })),
  });
}

/** What the intake made of deliveries so far. */
export interface Sent {
  taken: number;
  /** how often one came again, since nobody answered or the answer was 5xx */
  again: number;
}

const AGAIN_MS = 300;
/** As long as an Alertmanager waits with `group_interval: 10s`. */
const PATIENCE_MS = 10_000;

/** Sends to the intake for as long as nobody says that it was taken, as an Alertmanager does. */
export class Sender {
  readonly sent: Sent = { taken: 0, again: 0 };

  constructor(
    private readonly origin: string,
    private readonly token: string,
  ) {}

  /** @throws Error when it is refused for good */
  async send(body: string): Promise<void> {
    const headers = {
      authorization: `Bearer ${this.token}`,
      'content-type': 'application/json',
    };
    for (;;) {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const status = await fetch(`${this.origin}/api/v1/integrations/alertmanager`, {
        method: 'POST',
        headers,
        body,
        signal,
      }).then(
        async (answer) => {
          await answer.text();
          return answer.status;
        },
        () => null, // nobody is there, or nobody answered
      );
      if (status !== null && status < 300) break;
      if (status !== null && status < 500) throw new Error(`the intake says ${status}`);
      this.sent.again += 1;
      await pause(AGAIN_MS);
    }
    this.sent.taken += 1;
  }
}
