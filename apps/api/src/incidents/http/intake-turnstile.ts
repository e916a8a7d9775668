import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isGone } from '../../platform/http/callers-gone.js';
import { countedAddress } from '../../platform/http/client-address.js';
import { Turnstile } from '../../platform/http/streamed-body.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';
import { RightSecrets } from '../../platform/limits/right-secrets.js';
import { IntakeGate, type Sender } from './intake-gate.js';

/** In which programs sign what they post. */
export const SIGNATURE = 'leitstand-signature';

/** Bytes; some fifty alerts are smaller. */
const SMALL = 64 * 1024;

/** Turns deliveries away for which there is no room, when they arrive: what is refused must not cost what others wait for. */
@Injectable()
export class IntakeTurnstile extends Turnstile {
  constructor(
    private readonly gate: IntakeGate,
    private readonly right: RightSecrets,
  ) {
    super();
  }

  assertRoom(request: FastifyRequest): void {
    const isSigned = request.headers[SIGNATURE] !== undefined;
    this.gate.assertRoom(isSigned ? this.signerOf(request) : this.senderOf(request));
  }

  /** Who sends what is signed: known by where it comes from, since anybody may say that they are a source. */
  signerOf(request: FastifyRequest): Sender {
    const from = `from ${countedAddress(request)}`;
    return { from, size: sizeOf(request), isGone: () => isGone(request) };
  }

  /**
   * Who sends, known before anything is looked up: by its token where that was right a moment ago, else by where it comes from, so that nobody
   * gets further by guessing many.
   * @throws DomainError `unauthenticated` where it shows no token
   */
  senderOf(request: FastifyRequest): Sender & { readonly token: string; readonly address: string } {
    const token = tokenIn(request.headers.authorization, 'lsa_… (the token of a source)');
    const address = countedAddress(request);
    const hash = hashSecret(token);
    const from = this.right.has(hash) ? `token ${hash}` : `from ${address}`;
    return { token, address, from, size: sizeOf(request), isGone: () => isGone(request) };
  }
}

/** As it says itself; what says nothing may be of any size. */
function sizeOf({ headers }: FastifyRequest): Sender['size'] {
  return Number(headers['content-length'] ?? Infinity) <= SMALL ? 'small' : 'large';
}

/** @param shape what it must look like, for whoever reads the refusal */
export function tokenIn(authorization: string | undefined, shape: string): string {
  const token = /^Bearer\s+(\S{8,200})\s*$/i.exec(authorization ?? '')?.[1];
  if (token !== undefined) return token;
  throw new DomainError('unauthenticated', `The Authorization header must read: Bearer ${shape}.`);
}
