import { z } from 'zod';
import { oneLineOf } from '#contract';
import { err, ok, type Result } from '../../platform/kernel/result.js';
import { storable } from '../../platform/kernel/storable-text.js';
import { plausible } from '../domain/alert-state.js';
import { ONE_BY_ONE, type DeliveredAlert, type Delivery } from '../domain/delivery.js';
import { digestOf } from '../domain/placement.js';

const LONGEST_VALUE = 4096;
const LONGEST_NAME = 200;

// Each says what is wrong in words of its own: it is read in threads, too, where the words of requests are not known.
const text = (longest: number) =>
  z
    .string('must be text')
    .min(1, 'must not be empty')
    .max(longest, `must have at most ${longest} characters`);
const event = z.object(
  {
    event: z.enum(['firing', 'resolved'], 'must be firing or resolved'),
    key: text(200),
    title: text(300),
    severity: text(100).optional(),
    description: text(LONGEST_VALUE).optional(),
    at: z.iso.datetime({ offset: true, error: 'must be a time as of RFC 3339' }).optional(),
    url: z
      .url({ protocol: /^https?$/, error: 'must be an address that begins with http' })
      .max(2000, 'must have at most 2000 characters')
      .optional(),
    labels: z
      .record(
        text(LONGEST_NAME),
        z
          .string('must be text')
          .max(LONGEST_VALUE, `must have at most ${LONGEST_VALUE} characters`),
        'must be an object of texts',
      )
      .refine((labels) => Object.keys(labels).length <= 64, 'must be at most 64')
      .optional(),
  },
  'must be an object',
);
const list = z.object({
  events: z.array(event, 'must be a list').max(ONE_BY_ONE, `must be at most ${ONE_BY_ONE}`),
});

type Event = z.output<typeof event>;

/**
 * Reads what a program posts that speaks for itself: one event, or up to 2,000 as `events`. Fields that nobody knows are left out.
 * @param text of the body
 * @param signed when it was signed: what does not say when it happened happened then, so that the same once more changes nothing
 * @returns the sentence that says what is wrong with it, and where
 */
export function readEvents(text: string, signed: Date): Result<Delivery, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err('The body is no JSON.');
  }
  const isList = typeof value === 'object' && value !== null && 'events' in value;
  const read = list.safeParse(isList ? value : { events: [value] });
  if (!read.success) return err(faultOf(read.error, isList));
  const { events } = read.data;
  return ok({
    upstream: digestOf(''),
    version: null,
    over: false,
    receiver: null,
    truncated: 0,
    watchdog: false,
    total: events.length,
    alerts: events.map((one) => alertOf(one, signed)),
  });
}

/** The first thing that is wrong, by where it stands. */
function faultOf({ issues }: z.ZodError, isList: boolean): string {
  const [first] = issues;
  const path = (first?.path.slice(isList ? 0 : 2) ?? []).join('.');
  return `${path === '' ? '' : `${path}: `}${first?.message ?? 'It cannot be read.'}`;
}

/** One event as an alert: its key tells it from the others of its source, whatever else it says. */
function alertOf(one: Event, signed: Date): DeliveredAlert {
  const { key, title, severity, description, url } = one;
  const at = one.at === undefined ? signed : new Date(one.at);
  const own = Object.entries(one.labels ?? {}).map(([name, value]) => [
    storable(name),
    storable(value),
  ]);
  const labels: Record<string, string> = {
    alertname: storable(key),
    ...(Object.fromEntries(own) as Record<string, string>),
    ...(severity === undefined ? {} : { severity: storable(severity) }),
  };
  return {
    ...plausible({ status: one.event, startsAt: at, endsAt: at }, signed),
    fingerprint: `event-${digestOf(key).slice(0, 40)}`,
    name: oneLineOf(labels['alertname'] ?? '').slice(0, LONGEST_NAME) || 'alert without a name',
    summary: oneLineOf(storable(title)),
    labels,
    annotations: description === undefined ? {} : { description: storable(description) },
    generatorUrl: url === undefined ? null : storable(url),
    folded: 0,
  };
}
