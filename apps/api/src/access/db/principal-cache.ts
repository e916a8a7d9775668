import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../platform/kernel/clock.js';
import type { Result } from '../../platform/kernel/result.js';
import type { LetIn, NotLetIn } from '../domain/principal.js';

type Answer = Promise<Result<LetIn, NotLetIn>>;

const KEEP_MS = 5000;
const MAX_ENTRIES = 5000;

/**
 * Remembers for five seconds who is behind a credential, while this process hears of every change of access (WatchAccess), by
 * whichever process. Use cases that change access empty it besides, so that their own answer already holds for the next request.
 */
@Injectable()
export class PrincipalCache {
  private readonly answers: LRUCache<string, Answer>;
  private readonly touched = new LRUCache<string, number>({ max: MAX_ENTRIES });
  private hears = false;

  constructor(clock: Clock) {
    const perf = { now: () => clock.now().getTime() };
    this.answers = new LRUCache({ max: MAX_ENTRIES, ttl: KEEP_MS, ttlResolution: 0, perf });
  }

  /** Requests that arrive together share one look-up. Only success is remembered, and nothing while changes could go unheard. */
  async get(key: string, look: () => Answer): Answer {
    if (!this.hears) return look();
    const kept = this.answers.get(key);
    if (kept) return kept;
    const answer = look();
    this.answers.set(key, answer);
    const drop = () => {
      if (this.answers.peek(key) === answer) this.answers.delete(key);
    };
    const result = await answer.catch((error: unknown) => {
      drop();
      throw error;
    });
    if (!result.ok) drop();
    return result;
  }

  /** Whether `key` was not noted within the last `everyMs`; notes it. */
  isDue(key: string, now: Date, everyMs: number): boolean {
    const last = this.touched.get(key);
    if (last !== undefined && now.getTime() - last < everyMs) return false;
    this.touched.set(key, now.getTime());
    return true;
  }

  /** After any change of sessions, grants, users or tokens. */
  clear(): void {
    this.answers.clear();
  }

  /** From now on every change is heard, or none is: then nothing is remembered. */
  trust(hears: boolean): void {
    this.hears = hears;
    this.clear();
  }
}
