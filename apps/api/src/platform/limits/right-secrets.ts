import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

const REMEMBERED = { max: 1000, ttl: 10 * 60_000 };

/** Secrets that were right within the last ten minutes, by their hash: known before anything is looked up. */
@Injectable()
export class RightSecrets {
  private readonly hashes = new LRUCache<string, true>(REMEMBERED);

  has(hash: string): boolean {
    return this.hashes.has(hash);
  }

  was(hash: string, right: boolean): void {
    if (right) this.hashes.set(hash, true);
    else this.hashes.delete(hash);
  }
}
