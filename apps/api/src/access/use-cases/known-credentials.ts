import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';
import type { Credential, Principal } from '../domain/principal.js';

const MOST = 10_000;

/**
 * Whose the credentials are that this process let in before, so that their requests are counted with them without another look-up. It opens
 * nothing: what is remembered may have ended, and is forgotten as soon as it is refused.
 */
@Injectable()
export class KnownCredentials {
  private readonly whose = new LRUCache<string, string>({ max: MOST });

  /** @returns the key of a count, e.g. `user:…` or `token:…`; null when it was not let in before */
  of(credential: Credential): string | null {
    return this.whose.get(credentialKey(credential)) ?? null;
  }

  /** Of a credential that was just let in. @returns as `of` does from now on */
  remember(credential: Credential, { actor: { kind, id } }: Principal): string {
    const key = `${kind}:${id}`;
    this.whose.set(credentialKey(credential), key);
    return key;
  }

  /** Of a credential that was refused. */
  forget(credential: Credential): void {
    this.whose.delete(credentialKey(credential));
  }
}

/** Names a credential without giving it away. */
export function credentialKey({ kind, secret }: Credential): string {
  return `${kind}:${hashSecret(secret)}`;
}
