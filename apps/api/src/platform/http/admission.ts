import type { IncomingHttpHeaders } from 'node:http';
import type { Permission } from '#contract';

/** For each permission somebody holds, the territories they hold it in. */
export type EffectivePermissions = ReadonlyMap<Permission, readonly string[]>;

/**
 * Asks again who is behind a request that lasts, such as a stream: sessions end and grants change while it is open.
 * The access room provides it.
 */
export abstract class Admission {
  /**
   * @returns what the sender holds now; null when they would not be let in any more
   * @throws the driver's error when the database is away
   */
  abstract effectivePermissions(headers: IncomingHttpHeaders): Promise<EffectivePermissions | null>;

  /** Calls `heard` whenever what anybody holds may have changed, whichever process changed it. */
  abstract onChange(heard: () => void): void;
}
