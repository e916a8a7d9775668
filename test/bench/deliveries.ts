import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';

/** One delivery: an alert for each of these services, in one group of its Alertmanager. */
export interface Planned {
  readonly group: string;
  readonly services: readonly number[];
}

/** What deliveries took, in milliseconds each, from the time at which it was to be sent until it was taken. */
export interface Delivered {
  readonly times: readonly number[];
  /** how often one was told to come again */
  readonly again: number;
  readonly seconds: number;
}

/** As many at once as an Alertmanager with many groups has under way. */
const CONNECTIONS = 64;
/** Alertmanager tries again after half a second at first; here sooner, which is harder. */
const AGAIN_MS = 100;

/**
 * Sends deliveries to the intake as an Alertmanager does: at the rate at which they arise, however long the answers take, and again
 * while the answer is 503.
 * @param every milliseconds between two; 0: all at once
 * @throws Error when one is refused for good
 */
export async function deliver(
  origin: string,
  token: string,
  planned: readonly Planned[],
  every: number,
): Promise<Delivered> {
  const dispatcher = new Agent({ connections: CONNECTIONS });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const began = performance.now();
  const times: number[] = [];
  let again = 0;
  const send = async (body: string, due: number): Promise<void> => {
    for (;;) {
      const answer = await request(`${origin}/api/v1/integrations/alertmanager`, {
        method: 'POST',
        headers,
        body,
        dispatcher,
      });
      const text = await answer.body.text();
      if (answer.statusCode < 300) break;
      if (answer.statusCode !== 503) throw new Error(`${answer.statusCode}: ${text}`);
      again += 1;
      await wait(AGAIN_MS);
    }
    times.push(performance.now() - due);
  };
  const under: Promise<void>[] = [];
  for (const [i, one] of planned.entries()) {
    const due = began + i * every;
    const early = due - performance.now();
    if (early > 1) await wait(early);
    under.push(send(webhookOf(one), due));
  }
  await Promise.all(under);
  await dispatcher.close();
  return { times, again, seconds: (performance.now() - began) / 1000 };
}

function webhookOf({ group, services }: Planned): string {
  const startsAt = new Date().toISOString();
  return JSON.stringify({
    version: '4',
    groupKey: `{}:{group="${group}"}`,
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'leitstand',
    groupLabels: { group },
    commonLabels: { severity: 'page' },
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example',
    alerts: services.map((service, i) => ({
      status: 'firing',
      fingerprint: `${group}-${i}`,
      labels: {
        alertname: 'HighErrorRate',
        severity: 'page',
        service: `service-${service}`,
        territory: 'DE',
        instance: `10.0.0.${i}:8080`,
        group,
      },
      annotations: {
        summary: `Service ${service} answers one request in ten with an error`,
        description: 'More than 10 % of the requests of the last five minutes failed.',
        runbook_url: `https://runbooks.example/service-${service}`,
      },
      startsAt,
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus.example/graph?g0.expr=up',
    })),
  });
}
