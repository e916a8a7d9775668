import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/kernel/clock.js';
import { Outbound } from '../../../platform/outbound/outbound.js';
import { Channel, httpResult, type Draft, type Outgoing } from '../../domain/channel.js';
import type { AttemptResult } from '../../domain/notification.js';
import { signed, webhookMessage, writtenSecret } from './webhook-message.js';

interface WebhookAddress {
  readonly url: string;
  /** as it is written down */
  readonly secret: string;
}

const SECRET_BYTES = 32;
const SHOWN_OF_HOST = 4;
const PATIENCE_MS = 15_000;
/** Whoever is posted to wants no more (RFC 9110, 15.5.11). */
const GONE = 410;

/** A program of somebody's own, which is posted to and knows by the signature that it was us. */
@Injectable()
export class WebhookChannel extends Channel {
  readonly kind = 'webhook';
  readonly isSetUp = true;
  readonly patience = PATIENCE_MS;
  readonly server = 'the webhook';

  constructor(
    private readonly outbound: Outbound,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** Paths of such addresses often are a secret: only the host is shown. */
  draft(input: unknown): Draft {
    const { url: text } = input as { readonly url: string };
    const url = new URL(text);
    const secret = writtenSecret(randomBytes(SECRET_BYTES));
    const to: WebhookAddress = { url: url.href, secret };
    const hidden = url.pathname === '/' && url.search === '' ? '' : '/…';
    return {
      to,
      key: url.href,
      shown: `${url.origin}${hidden}`,
      lastFour: url.hostname.slice(-SHOWN_OF_HOST),
      secret,
    };
  }

  async send(outgoing: Outgoing): Promise<AttemptResult> {
    const { url, secret } = outgoing.to as WebhookAddress;
    const body = JSON.stringify(webhookMessage(outgoing));
    const answer = await this.outbound.post(url, {
      headers: {
        'content-type': 'application/json',
        ...signed(secret, outgoing.id, this.clock.now(), body),
      },
      body,
    });
    if (answer.status === null) {
      const { error, mayPass } = answer;
      return mayPass
        ? { result: 'failed', error, handedOver: false }
        : { result: 'refused', error };
    }
    if (answer.status === GONE)
      return { result: 'refused', error: 'the webhook wants no more (410)', gone: true };
    return httpResult(this.server, answer.status);
  }
}
