import { parseArgs } from 'node:util';

/** What the history command was asked for. */
export interface HistoryRequest {
  out: string;
  until: number;
  days: number;
}

/** How the command is called, for the message on a bad call. */
export const USAGE = 'usage: main.js --out FILE --until UNIX_SECONDS [--days 1..30]';

/**
 * Reads the command line.
 * @returns the request, or a sentence that says what is wrong with the call
 */
export function readArguments(args: readonly string[]): HistoryRequest | string {
  let values: { out?: string | undefined; until?: string | undefined; days?: string | undefined };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        out: { type: 'string' },
        until: { type: 'string' },
        days: { type: 'string', default: '30' },
      },
    }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const until = Number(values.until);
  const days = Number(values.days);
  if (!values.out) return '--out must name a file';
  if (!Number.isFinite(until) || until < 86_400 * 366)
    return '--until must be a time in unix seconds';
  if (!Number.isInteger(days) || days < 1 || days > 30)
    return '--days must be a whole number from 1 to 30';
  return { out: values.out, until, days };
}
