import { Injectable } from '@nestjs/common';
import { databaseNow } from '../../platform/db/database-clock.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { SourcesRepository } from '../db/sources.repository.js';
import { isSignedBy, isSignedNow, readSignature, SIGNED_WITHIN_MS } from '../domain/signature.js';
import type { AdmittedSource } from './admit-source.js';

/** A source that proved itself, and when it signed what it posts. */
export interface Admitted extends AdmittedSource {
  readonly signedAt: Date;
}

/** Finds the source that signed a body: it proves itself by that, its token never travels. */
@Injectable()
export class AdmitSigned {
  constructor(
    private readonly scopes: SystemScopes,
    private readonly sources: SourcesRepository,
  ) {}

  /**
   * @param slug of the source that it says it is
   * @param header `t=SECONDS,v1=HEX`
   * @throws DomainError `unauthenticated`, in the same words for a source that there is not and for a signature that does not fit
   */
  async execute(slug: string, header: string | undefined, body: Buffer): Promise<Admitted> {
    const signature = readSignature(header);
    if (signature === null)
      throw new DomainError(
        'unauthenticated',
        'The header Leitstand-Signature must read: t=SECONDS,v1=HEX, with the HMAC-SHA256 of "SECONDS.BODY" under the token of the source.',
      );
    const { signer, now, scope } = await this.scopes.read('incidents', async (tx, here) => ({
      signer: await this.sources.signer(tx, slug),
      now: await databaseNow(tx),
      scope: here,
    }));
    if (signer === null || !isSignedBy(signature, body, signer.key))
      throw new DomainError(
        'unauthenticated',
        'No source of this name signed that: look at the token, and whether the body is sent as it was signed.',
      );
    if (!isSignedNow(signature, now))
      throw new DomainError(
        'unauthenticated',
        `It was signed ${Math.round(Math.abs(now.getTime() / 1000 - signature.at))} s from now by our clock, more than ${SIGNED_WITHIN_MS / 1000}: look at the clock of the sender, and sign it anew each time it is sent.`,
      );
    return { source: signer.source, scope, signedAt: new Date(signature.at * 1000) };
  }
}
