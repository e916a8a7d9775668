import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Actor } from '../../platform/kernel/scope.js';

const MOST = 10_000;

/**
 * Whose the credentials are that this process let in before, so that their requests are counted with them without another look-up. It opens
 * nothing: what is remembered may have ended, and is forgotten as soon as it is looked up and refused.
 */
@Injectable()
export class KnownCredentials {
  private readonly actors = new LRUCache<string, Actor>({ max: MOST });

  /** @param key of a credential, which does not give it away; @returns null when it was not let in before */
  get(key: string): Actor | null {
    return this.actors.get(key) ?? null;
  }

  /** @param actor whose it is; null = it was refused */
  note(key: string, actor: Actor | null): void {
    if (actor) this.actors.set(key, actor);
    else this.actors.delete(key);
  }
}
