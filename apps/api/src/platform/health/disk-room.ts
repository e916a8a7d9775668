import type { Seen } from './status-board.js';

/** The room of one file system, as an unprivileged process may use it. */
export interface Room {
  /** what lies there, for people: `data`, `postgres`, … */
  readonly name: string;
  /** the number of the file system's device */
  readonly device: number;
  readonly freeBytes: number;
  readonly sizeBytes: number;
}

/** Below this, a server that wants one more segment of its log fails. */
const FULL_BYTES = 20e6;
/** What the system says when there is no room: of the disk, or of the account's quota. */
const FULL_CODES = new Set(['ENOSPC', 'EDQUOT']);

/**
 * What to say of the room there is.
 * @param rooms of the folders that are watched; those of one file system are said once, by the first name
 * @param leastBytes below this it is low
 * @param logTrouble the system's code while our own log cannot be written, else null
 */
export function judgeRoom(
  rooms: readonly Room[],
  leastBytes: number,
  logTrouble: string | null,
): Seen {
  const each = [...new Map(rooms.toReversed().map((room) => [room.device, room])).values()];
  const of = (limit: number) => each.filter(({ freeBytes }) => freeBytes < limit).toReversed();
  const full = of(FULL_BYTES).map(({ name }) => name);
  if (full.length === 0 && logTrouble !== null && FULL_CODES.has(logTrouble)) full.push('log');
  if (full.length > 0)
    return {
      state: 'down',
      message: `no room is left for ${full.join(', ')}: free some, or enlarge the disk`,
      detail: { code: 'disk-full', names: full },
    };
  if (logTrouble !== null)
    return { state: 'degraded', message: `the log cannot be written (${logTrouble})` };
  const low = of(leastBytes);
  if (low.length === 0) return { state: 'up', message: null };
  const megabytes = Math.floor(Math.min(...low.map(({ freeBytes }) => freeBytes)) / 1e6);
  const names = low.map(({ name }) => name);
  return {
    state: 'degraded',
    message: `${megabytes} MB are left for ${names.join(', ')}: free some, or enlarge the disk`,
    detail: { code: 'disk-low', count: megabytes, names },
  };
}
