import { oneLineOf } from '#contract';
import { err, ok, type Result } from '../../platform/kernel/result.js';
import { storable } from '../../platform/kernel/storable-text.js';
import { WATCHDOG } from '../domain/alert.js';
import { plausible } from '../domain/alert-state.js';
import { ONE_BY_ONE, type DeliveredAlert, type Delivery } from '../domain/delivery.js';
import { digestOf, fingerprintOf, type Labels } from '../domain/placement.js';

/** Characters of a value, names per alert, characters of a name. */
const LONGEST_VALUE = 4096;
const MOST_NAMES = 64;
const LONGEST_NAME = 200;
const LONGEST_VERSION = 20;
const LONGEST_SUMMARY = 300;
const LONGEST_ADDRESS = 2000;
/** Read by us, so never among those that are left out. */
const NEEDED = ['alertname', 'severity', 'slo', 'service', 'territory'];
/** As many kinds of alerts are folded each by itself; those of further kinds only by their severity. */
const MOST_FOLDS = 500;

/** The members of a JSON object. */
export type Members = Readonly<Record<string, unknown>>;

/**
 * Reads what Alertmanager posts (webhook version 4, and whatever else has its fields). Fields that we do not know are nobody's fault; what
 * is missing is made up for where an alert would get lost otherwise.
 * @param text of the body
 * @param received times that lie ahead of it are bound
 * @param telling labels that say what an alert is about, besides those that everybody uses
 * @param more what is kept of an alert beside its annotations
 * @returns the sentence that says why it cannot be read, where it cannot
 */
export function readAlertmanager(
  text: string,
  received: Date,
  telling: readonly string[],
  more: (alert: Members) => Labels = () => ({}),
): Result<Delivery, string> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return err('The body is no JSON.');
  }
  if (!isMembers(body)) return err('The body is no JSON object.');
  const given = body['alerts'];
  if (!Array.isArray(given)) return err('alerts: must be a list.');
  const wrong = given.findIndex((alert) => !isMembers(alert));
  if (wrong >= 0) return err(`alerts.${wrong}: must be an object.`);
  const needed = [...NEEDED, ...telling];
  const overall = body['status'] === 'resolved' ? 'resolved' : 'firing';
  const read = (alert: Members) => {
    const one = readAlert(alert, overall, received, needed);
    return { ...one, annotations: { ...more(alert), ...one.annotations } };
  };
  const all = given as readonly Members[];
  const alerts = all.slice(0, ONE_BY_ONE).map(read);
  const rest = all.slice(ONE_BY_ONE).map(read);
  const truncated = Number(body['truncatedAlerts'] ?? 0);
  return ok({
    upstream: digestOf(String(body['groupKey'] ?? '')),
    version: versionOf(body['version']),
    over: overall === 'resolved',
    receiver: typeof body['receiver'] === 'string' ? line(body['receiver'], LONGEST_NAME) : null,
    truncated: Number.isSafeInteger(truncated) && truncated > 0 ? truncated : 0,
    watchdog: alerts.some((alert) => isWatchdog(alert) && alert.status === 'firing'),
    total: all.length,
    alerts: [...alerts, ...folded(rest, needed)].filter((alert) => !isWatchdog(alert)),
  });
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * An alert as a rule of Prometheus gives it, read like those of webhooks.
 * @param alert labels and annotations as they came
 * @param received as of `readAlertmanager`
 */
export function readFiring(
  alert: Members,
  received: Date,
  telling: readonly string[],
): DeliveredAlert {
  return readAlert(alert, 'firing', received, [...NEEDED, ...telling]);
}

const isWatchdog = ({ labels }: DeliveredAlert) => labels['alertname'] === WATCHDOG;

function readAlert(
  alert: Members,
  overall: DeliveredAlert['status'],
  received: Date,
  needed: readonly string[],
): DeliveredAlert {
  const labels = texts(alert['labels'], needed);
  const annotations = texts(alert['annotations'], ['summary', 'description', 'runbook_url']);
  const given = alert['fingerprint'];
  const status = statusOf(alert['status']) ?? overall;
  const startsAt = timeOf(alert['startsAt']) ?? received;
  const name = line(labels['alertname'] ?? '', LONGEST_NAME) || 'alert without a name';
  const address = alert['generatorURL'];
  return {
    ...plausible({ status, startsAt, endsAt: timeOf(alert['endsAt']) ?? received }, received),
    fingerprint:
      typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : fingerprintOf(labels),
    name,
    summary: line(annotations['summary'] || annotations['description'] || name, LONGEST_SUMMARY),
    labels,
    annotations,
    generatorUrl:
      typeof address === 'string' && address.length <= LONGEST_ADDRESS ? storable(address) : null,
    folded: 0,
  };
}

function versionOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number'
    ? line(String(value), LONGEST_VERSION)
    : null;
}

function statusOf(value: unknown): DeliveredAlert['status'] | null {
  return value === 'firing' || value === 'resolved' ? value : null;
}

/** Go's zero time stands for none. */
function timeOf(value: unknown): Date | null {
  if (typeof value !== 'string' || value.length > 64) return null;
  const at = new Date(value);
  return at.getTime() > 0 ? at : null;
}

/** Names and texts in bounds, those that are needed first; numbers as text, everything else left out. */
function texts(value: unknown, needed: readonly string[]): Labels {
  if (!isMembers(value)) return {};
  const names = Object.keys(value).filter((name) => name.length <= LONGEST_NAME);
  const first = names.filter((name) => needed.includes(name));
  const kept = [...first, ...names.filter((name) => !needed.includes(name))].slice(0, MOST_NAMES);
  return Object.fromEntries(
    kept.flatMap((name) => {
      const text = value[name];
      if (typeof text !== 'string' && typeof text !== 'number' && typeof text !== 'boolean')
        return [];
      return [[storable(name), cut(String(text), LONGEST_VALUE)]];
    }),
  );
}

function cut(text: string, longest: number): string {
  return storable(text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
}

/** A text as one line that reads as it is written. */
function line(text: string, longest: number): string {
  return cut(oneLineOf(text.slice(0, longest * 2)), longest);
}

/** One alert for all that say the same of what they are about: it fires as long as one of them does. */
function folded(rest: readonly DeliveredAlert[], needed: readonly string[]): DeliveredAlert[] {
  const folds = new Map<string, DeliveredAlert[]>();
  for (const alert of rest) {
    const { severity } = alert.labels;
    const full = JSON.stringify(needed.map((name) => alert.labels[name] ?? null));
    const key = folds.has(full) || folds.size < MOST_FOLDS ? full : JSON.stringify([severity]);
    const fold = folds.get(key);
    if (fold) fold.push(alert);
    else folds.set(key, [alert]);
  }
  return [...folds].map(([key, alerts]) => foldOf(key, alerts, needed));
}

function foldOf(
  key: string,
  alerts: readonly DeliveredAlert[],
  needed: readonly string[],
): DeliveredAlert {
  const firing = alerts.filter(({ status }) => status === 'firing');
  const [shown] = alerts as readonly [DeliveredAlert];
  const greatest = (times: readonly Date[]) =>
    new Date(times.reduce((most, at) => Math.max(most, at.getTime()), 0));
  return {
    ...shown,
    fingerprint: `folded-${digestOf(key).slice(0, 40)}`,
    labels: Object.fromEntries(
      Object.entries(shown.labels).filter(([name]) => needed.includes(name)),
    ),
    status: firing.length > 0 ? 'firing' : 'resolved',
    startsAt: greatest((firing.length > 0 ? firing : alerts).map(({ startsAt }) => startsAt)),
    endsAt: greatest(alerts.map(({ endsAt }) => endsAt)),
    folded: Math.max(firing.length, 1),
  };
}
