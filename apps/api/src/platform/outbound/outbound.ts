import { lookup } from 'node:dns/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, request } from 'undici';
import { splitAllow } from '../config/outbound-schemas.js';
import { Settings } from '../config/settings.js';
import { assertOutsideTransaction } from '../kernel/transaction-guard.js';
import { AddressGuard } from './address-guard.js';
import { AddressRefused, guardedConnect } from './guarded-connect.js';

/** What was sent, and how the other side answered. Its words are not read. */
export interface Post {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** How a call ended; its sentence names no address, which may be a secret. */
export type OutboundEnd =
  | { readonly status: number }
  /** nobody may be called there: it stays so until a setting is changed */
  | { readonly status: null; readonly error: string; readonly mayPass: boolean };

/** For the whole call, connecting included, in milliseconds. */
const PATIENCE_MS = 8000;
const MOST_ANSWER_BYTES = 64 * 1024;

/** Calls addresses that people typed in: where each leads is looked at when it is connected to, and no answer sends a message elsewhere. */
@Injectable()
export class Outbound implements OnApplicationShutdown {
  private readonly agent: Agent;

  constructor(settings: Settings) {
    const { networks, hosts } = splitAllow(settings.get('OUTBOUND_ALLOW'));
    const named = settings.get('NTFY_SERVERS').map(hostAndPort);
    const guard = new AddressGuard({ networks, hosts: [...hosts, ...named] });
    const resolve = (host: string) => lookup(host, { all: true, verbatim: true });
    this.agent = new Agent({ connect: guardedConnect(guard, resolve) });
  }

  /**
   * Posts, and follows nobody elsewhere.
   * @param url `http:` or `https:`
   * @returns the status of the answer, or why there is none; never throws for what the other side does
   */
  async post(url: string, { headers, body }: Post): Promise<OutboundEnd> {
    assertOutsideTransaction('an outbound address');
    try {
      const answer = await request(url, {
        dispatcher: this.agent,
        method: 'POST',
        headers: { 'user-agent': 'Leitstand', ...headers },
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await answer.body.dump({ limit: MOST_ANSWER_BYTES });
      return { status: answer.statusCode };
    } catch (error) {
      return { status: null, error: sentenceOf(error), mayPass: !isRefused(error) };
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }
}

function hostAndPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}

function isRefused(error: unknown): boolean {
  return error instanceof AddressRefused;
}

/** What may be shown of an error: those of the network name addresses. */
function sentenceOf(error: unknown): string {
  if (isRefused(error))
    return 'the address leads into a network that LEITSTAND_OUTBOUND_ALLOW does not name';
  const { name, code } = error as { name?: string; code?: string };
  if (name === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT')
    return `no answer within ${PATIENCE_MS / 1000} seconds`;
  return `no connection${code ? ` (${code})` : ''}`;
}
