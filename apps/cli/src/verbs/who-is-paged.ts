import type { Escalation } from '../api/nouns.js';
import { UNHEARD } from './incident-words.js';

/** The engine takes an incident up within a moment. */
const TRIES = 8;

/**
 * Says whom an incident pages once that is decided, or that nobody is.
 * @param ask how its escalation stands; null where that cannot be known
 * @param pause until it is asked again
 * @returns null where it cannot be known
 */
export async function whoIsPaged(
  ask: () => Promise<Escalation | null>,
  pause: () => Promise<unknown>,
): Promise<string | null> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0) await pause();
    const standing = await ask();
    if (standing === null) return null;
    const [run] = standing.runs;
    if (run === undefined) continue;
    if (run.policy === null) return UNHEARD.unserved;
    if (run.nobodySince !== null) return UNHEARD.unreachable;
    return `pages by "${run.policy.name}"`;
  }
  return 'whom it pages is not decided yet';
}
