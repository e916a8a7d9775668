import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/config/settings.js';
import { Outbound } from '../../../platform/outbound/outbound.js';
import { Channel, httpResult, type Draft, type Outgoing } from '../../domain/channel.js';
import type { AttemptResult } from '../../domain/notification.js';
import { ntfyMessage } from './ntfy-message.js';

/** Where a message goes: whoever knows the topic reads along, so it is as long as a key. */
interface NtfyAddress {
  /** origin of the server */
  readonly server: string;
  readonly topic: string;
}

const TOPIC_BYTES = 16;
/** The public server, of nobody's operator: it is told numbers alone. */
const PUBLIC_SERVER = 'https://ntfy.sh';
const PATIENCE_MS = 15_000;

/** A topic of ntfy of one's own: on servers of the operator's list with what it is about, on others with its number and a link. */
@Injectable()
export class NtfyChannel extends Channel {
  readonly kind = 'ntfy';
  readonly isSetUp = true;
  readonly patience = PATIENCE_MS;
  readonly server = 'the ntfy server';

  constructor(
    private readonly settings: Settings,
    private readonly outbound: Outbound,
  ) {
    super();
  }

  /** A new topic that nobody guesses; on the server that is asked for, else on the first of the operator's list. */
  draft(input: unknown): Draft {
    const { server } = input as { readonly server?: string | undefined };
    const [first] = this.settings.get('NTFY_SERVERS');
    const origin = new URL(server ?? first?.origin ?? PUBLIC_SERVER).origin;
    const topic = `leitstand-${randomBytes(TOPIC_BYTES).toString('hex')}`;
    const to: NtfyAddress = { server: origin, topic };
    const shown = `${origin}/${topic}`;
    return { to, key: shown, shown, lastFour: topic.slice(-4) };
  }

  async send(outgoing: Outgoing): Promise<AttemptResult> {
    const { server, topic } = outgoing.to as NtfyAddress;
    const trusted = this.settings.get('NTFY_SERVERS').find(({ origin }) => origin === server);
    const answer = await this.outbound.post(server, {
      headers: {
        'content-type': 'application/json',
        ...(trusted ? credentialsOf(trusted) : {}),
      },
      body: JSON.stringify(ntfyMessage(topic, outgoing, trusted !== undefined)),
    });
    if (answer.status !== null) return httpResult(this.server, answer.status);
    const { error, mayPass } = answer;
    return mayPass ? { result: 'failed', error, handedOver: false } : { result: 'refused', error };
  }
}

/** Basic; a token of ntfy stands as the password of nobody. */
function credentialsOf({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
