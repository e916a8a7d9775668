import type { IncomingHttpHeaders } from 'node:http';
import type { Permission } from '#contract';

/** For each permission somebody holds, the territories they hold it in. */
export type EffectivePermissions = ReadonlyMap<Permission, readonly string[]>;

/** Who is behind a request, and what they hold. */
export interface Admitted {
  /** the person, whichever of their sessions or tokens they came with; a token of the instance's operator stands for itself */
  readonly person: string;
  readonly held: EffectivePermissions;
  /** when the credential stops working unless it is prolonged; null = never */
  readonly expiresAt: Date | null;
}

/**
 * Asks again who is behind a request that lasts, such as a stream: sessions end and grants change while it is open.
 * The access room provides it.
 */
export abstract class Admission {
  /**
   * @returns the sender, and what they hold now; null when they would not be let in any more
   * @throws the driver's error when the database is away
   */
  abstract admitted(headers: IncomingHttpHeaders): Promise<Admitted | null>;

  /** Calls `heard` whenever what anybody holds may have changed, whichever process changed it. */
  abstract onChange(heard: () => void): void;
}
