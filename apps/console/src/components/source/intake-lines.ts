import type { AlertSource } from '../../api/contract.js';
import { spanText } from '../../util/span.js';

const intake = (origin: string, path: string) => `${origin}/api/v1/integrations/${path}`;

/** Where the token is expected to lie, on the machine of Alertmanager. */
export const TOKEN_FILE = '/etc/alertmanager/leitstand-token';

/** Of two repetitions of an alert that always fires, one has to fall into each of its intervals. */
const REPEATED = 5 / 6;

/**
 * What goes into the `alertmanager.yml` of somebody else's Alertmanager: our receiver, and routes to it.
 * @param origin of this instance, `https://leitstand.example.org`
 */
export function alertmanagerLines(
  { groupIntervalSeconds, watchdogSeconds }: AlertSourceTimes,
  origin: string,
): string {
  return `receivers:
  - name: leitstand
    webhook_configs:
      - url: ${intake(origin, 'alertmanager')}
        send_resolved: true
        max_alerts: 1000
        http_config:
          authorization:
            credentials_file: ${TOKEN_FILE}
route:
  receiver: leitstand
  group_by: [slo, service, severity]
  group_wait: 0s
  group_interval: ${spanText(groupIntervalSeconds)}
  repeat_interval: 15m
  routes:${watchdogRoute(watchdogSeconds)}
    - matchers: ['severity=~"ticket|warning|info|none"']
      group_by: [alertname, territory]
`;
}

type AlertSourceTimes = Pick<AlertSource, 'groupIntervalSeconds' | 'watchdogSeconds'>;

function watchdogRoute(seconds: number | null): string {
  if (seconds === null) return '';
  return `
    - matchers: ['alertname="Watchdog"']
      group_wait: 0s
      group_interval: ${spanText(seconds)}
      repeat_interval: ${spanText(Math.floor(seconds * REPEATED))}`;
}

/** The rule of an alert that always fires, for the Prometheus that the Alertmanager belongs to. */
export const WATCHDOG_RULE = `groups:
  - name: watchdog
    rules:
      - alert: Watchdog
        expr: vector(1)
        labels: { severity: none }
        annotations: { summary: The way of alerts is open. }
`;

/**
 * What a job or a machine runs to say that it is there.
 * @param token null = it is to be filled in by hand
 */
export function heartbeatLine(token: string | null, origin: string): string {
  const bearer = token ?? '$TOKEN';
  return `curl -fsS -m 10 --retry 3 -X POST -H "Authorization: Bearer ${bearer}" ${intake(origin, 'heartbeat')}`;
}

/** Where the contact point *webhook* of Grafana posts. */
export function grafanaUrl(origin: string): string {
  return intake(origin, 'grafana');
}

/**
 * How a program signs and posts an event, in a shell.
 * @param slug of its source
 */
export function signedLines(slug: string, origin: string): string {
  return `BODY='{"event":"firing","key":"disk-7","title":"Disk 7 is full","severity":"page"}'
T=$(date +%s)
SIGNATURE=$(printf '%s.%s' "$T" "$BODY" | openssl dgst -sha256 -hmac "$TOKEN" -r | cut -d' ' -f1)
curl -fsS -m 10 --retry 3 -H "Leitstand-Signature: t=$T,v1=$SIGNATURE" \\
  -H 'Content-Type: application/json' --data-binary "$BODY" \\
  ${intake(origin, `webhook/${slug}`)}
`;
}
