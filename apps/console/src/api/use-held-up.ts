import type { SystemStatus } from './contract.js';
import { useSystemStatus } from './use-system-status.js';

/** What keeps people from being paged: a part known to be down, by the key of its name, or `unknown` where nothing answers. */
export type Held = 'unknown' | `trouble:name.${'worker' | 'postgres'}`;

/** What has to work for anybody to be paged. */
const NEEDED = ['postgres', 'worker'] as const;

/** @param status null where it could not be asked for; undefined while it is */
export function heldUp(status: Pick<SystemStatus, 'components'> | null | undefined): Held | null {
  if (status === undefined) return null;
  if (status === null) return 'unknown';
  const down = NEEDED.find((needed) =>
    status.components.some(({ name, state }) => name === needed && state === 'down'),
  );
  return down === undefined ? null : `trouble:name.${down}`;
}

/** What is known to keep people from being paged now; null = nothing. */
export function useHeldUp(): Held | null {
  const { data, error } = useSystemStatus();
  return heldUp(error === null ? data : null);
}
