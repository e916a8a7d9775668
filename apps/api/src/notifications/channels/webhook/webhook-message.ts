import { createHmac } from 'node:crypto';
import type { Outgoing } from '../../domain/channel.js';
import { plainLine } from '../../domain/plain-line.js';

/** What a program is posted. */
export interface WebhookMessage {
  /** the same for every try of one message */
  readonly id: string;
  readonly type: Outgoing['kind'];
  /** when it was to go out, RFC 3339 */
  readonly dueAt: string;
  /** whether a try before may have arrived */
  readonly mayRepeat: boolean;
  /** what it is called in a word, e.g. `INC-7` */
  readonly reference: string | null;
  readonly title: string;
  readonly lines: readonly string[];
  readonly sample: boolean;
  /** `acknowledge` and `console` are for people; `confirm` and `receipt` take a POST of their token */
  readonly links: Outgoing['links'];
}

/** The message about a topic, in the language of its owner; JSON, so that nothing of it is markup. */
export function webhookMessage({
  id,
  kind,
  dueAt,
  mayRepeat,
  content: { reference, title, lines, sample },
  links,
}: Omit<Outgoing, 'topicId' | 'to' | 'reader'>): WebhookMessage {
  return {
    id,
    type: kind,
    dueAt: dueAt.toISOString(),
    mayRepeat,
    reference,
    title: plainLine(title),
    lines: lines.map(plainLine),
    sample,
    links,
  };
}

const SECRET_PREFIX = 'whsec_';

/** A secret as it is written down. */
export function writtenSecret(bytes: Buffer): string {
  return `${SECRET_PREFIX}${bytes.toString('base64')}`;
}

/**
 * The headers by which whoever is posted to knows that it was us, and when (Standard Webhooks 1.0): HMAC-SHA-256 over `id.timestamp.body`.
 * @param secret as it is written down
 */
export function signed(
  secret: string,
  id: string,
  at: Date,
  body: string,
): Readonly<Record<string, string>> {
  const seconds = Math.floor(at.getTime() / 1000);
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${mac}`,
  };
}
