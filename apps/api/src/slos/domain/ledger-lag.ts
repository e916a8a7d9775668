/** The ledger follows Prometheus by a minute and a half. */
const LATE_SECONDS = 240;
const STANDING_SECONDS = 600;
/** Catching up writes one chunk after another: between two of them passes less. */
const GAINS_WITHIN_MS = 90_000;

/** Nothing to speak of; less and less; more than it should be; so much that it stands. */
export type LagState = 'level' | 'catching-up' | 'behind' | 'standing';

/** How far the ledger was behind when it was looked at. */
export interface LedgerLag {
  readonly state: LagState;
  /** the least that it was behind since it is, in seconds */
  readonly least: number;
  /** since when it has not been less, unix milliseconds; null = it has only got more */
  readonly gainedAt: number | null;
  /** unix milliseconds */
  readonly at: number;
}

/**
 * How far the ledger is behind, by one more look.
 * Right after a start, and when something came that has a past, what is missing is given time.
 * @param before of the last look; null = this process has just started
 * @param age of the newest minute, in seconds; null when there is no SLO
 * @param now unix milliseconds
 */
export function lagSeen(before: LedgerLag | null, age: number | null, now: number): LedgerLag {
  if (age === null || age <= LATE_SECONDS)
    return { state: 'level', least: LATE_SECONDS, gainedAt: null, at: now };
  const isNew = before === null || before.state === 'level';
  const gains = isNew ? isGivenTime(before, age, now) : age < before.least;
  const gainedAt = gains ? now : (before?.gainedAt ?? null);
  const least = isNew ? age : Math.min(age, before.least);
  const catchesUp = gainedAt !== null && now - gainedAt < GAINS_WITHIN_MS;
  const late = age > STANDING_SECONDS ? 'standing' : 'behind';
  return { state: catchesUp ? 'catching-up' : late, least, gainedAt, at: now };
}

/** Whether what is missing did not come of standing still: nobody looked until now, or it is more than has passed since. */
function isGivenTime(before: LedgerLag | null, age: number, now: number): boolean {
  if (before === null) return true;
  const passed = now - before.at;
  return passed > GAINS_WITHIN_MS || age > LATE_SECONDS + passed / 1000 + 1;
}
