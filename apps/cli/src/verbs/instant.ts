import { usage } from '../failure/failure.js';

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * A time as the server takes it.
 * @param option whose value it is
 * @throws Failure (usage) when it names no instant: a time without its offset means another one on every machine
 */
export function instantOf(option: string, text: string): string {
  const at = new Date(text);
  if (!RFC_3339.test(text) || Number.isNaN(at.getTime()))
    throw usage(
      `--${option} takes a time with its offset, e.g. 2026-03-01T22:00:00Z or 2026-03-01T23:00+01:00.`,
    );
  return at.toISOString();
}
