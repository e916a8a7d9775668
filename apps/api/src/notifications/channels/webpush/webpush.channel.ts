import { ECDH } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import webpush from 'web-push';
import { Settings } from '../../../platform/config/settings.js';
import { invalid } from '../../../platform/kernel/domain-error.js';
import { Outbound } from '../../../platform/outbound/outbound.js';
import { Channel, httpResult, type Draft, type Outgoing } from '../../domain/channel.js';
import type { AttemptResult } from '../../domain/notification.js';
import { pushMessage } from './push-message.js';
import { vapidKeys, type VapidKeys } from './vapid.js';

/** A subscription as a browser gives it (Push API), and how its owner tells the browser from their others. */
interface PushAddress {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  readonly name: string;
}

/** A page that comes later than this is one of the past: the escalation has gone on. */
const TTL_S = 300;
const AUTH_BYTES = 16;
/** The subscription was ended, by the browser or its owner (RFC 8030, 7.3). */
const ENDED: readonly number[] = [404, 410];
const PATIENCE_MS = 15_000;

/** A browser that shows what was pushed to it, whether the console is open in it or not (RFC 8030, 8291, 8292). */
@Injectable()
export class WebPushChannel extends Channel {
  readonly kind = 'webpush';
  readonly isSetUp = true;
  readonly patience = PATIENCE_MS;
  readonly server = 'the push service';
  private readonly keys: VapidKeys;

  constructor(
    private readonly settings: Settings,
    private readonly outbound: Outbound,
  ) {
    super();
    this.keys = vapidKeys(settings.get('SECRET'));
  }

  /** With which browsers subscribe. */
  get publicKey(): string {
    return this.keys.publicKey;
  }

  /** @throws DomainError `validation-failed` for keys that no browser makes */
  draft(input: unknown): Draft {
    const { endpoint, keys, name } = input as PushAddress;
    if (!isPoint(keys.p256dh)) throw wrongKey('p256dh');
    if (Buffer.from(keys.auth, 'base64url').length !== AUTH_BYTES) throw wrongKey('auth');
    return { to: { endpoint, keys }, key: endpoint, shown: name, lastFour: '-' };
  }

  async send(outgoing: Outgoing): Promise<AttemptResult> {
    const { endpoint, headers, body } = webpush.generateRequestDetails(
      outgoing.to as PushAddress,
      JSON.stringify(pushMessage(outgoing)),
      {
        vapidDetails: { subject: this.subject, ...this.keys },
        TTL: TTL_S,
        urgency: 'high',
        topic: outgoing.id.replaceAll('-', ''),
        contentEncoding: 'aes128gcm',
      },
    );
    const answer = await this.outbound.post(endpoint, {
      headers: textOf(headers),
      body: body ?? Buffer.alloc(0),
    });
    if (answer.status === null) {
      const { error, mayPass } = answer;
      return mayPass
        ? { result: 'failed', error, handedOver: false }
        : { result: 'refused', error };
    }
    if (ENDED.includes(answer.status))
      return { result: 'refused', error: 'the browser takes no messages any more', gone: true };
    return httpResult(this.server, answer.status);
  }

  /** Whom a push service may turn to (RFC 8292, 2.1). */
  private get subject(): string {
    const [operator] = this.settings.get('OPERATOR_MAIL');
    const { publicUrl } = this.settings;
    if (operator) return `mailto:${operator}`;
    return publicUrl.startsWith('https:') ? publicUrl : 'mailto:leitstand@localhost';
  }
}

/** Lengths and the like; undici says them itself. */
function textOf(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.toLowerCase() !== 'content-length')
      .map(([name, value]) => [name, String(value)]),
  );
}

/** Whether a text is an uncompressed point on P-256. */
function isPoint(text: string): boolean {
  try {
    const bytes = Buffer.from(text, 'base64url');
    ECDH.convertKey(bytes, 'prime256v1', undefined, undefined, 'uncompressed');
    return bytes.length === 65;
  } catch {
    return false;
  }
}

function wrongKey(name: string): Error {
  const message = 'is no key of a subscription';
  return invalid([{ path: `keys.${name}`, code: 'wrong-key', message }]);
}
