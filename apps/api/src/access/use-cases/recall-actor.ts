import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/kernel/scope.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';
import { KnownCredentials } from '../db/known-credentials.js';
import type { Credential } from '../domain/principal.js';

/** Tells from memory whose a credential was when it was last looked up. */
@Injectable()
export class RecallActor {
  constructor(private readonly known: KnownCredentials) {}

  /** @returns null when this process has not let it in yet, or refused it since */
  execute({ kind, secret }: Credential): Actor | null {
    return this.known.get(`${kind}:${hashSecret(secret)}`);
  }
}
