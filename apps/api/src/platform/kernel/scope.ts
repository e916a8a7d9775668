import type { ActorKind, Permission } from '#contract';

/** Who acts. `system` actors are background work under an explicit name, never an absent one. */
export interface Actor {
  readonly kind: ActorKind;
  readonly id: string;
  readonly name: string;
}

/** Where a request came from; goes into the audit trail. */
export interface Origin {
  readonly requestId: string | null;
  readonly ip: string | null;
}

/** Who did something, and where the request came from. */
export interface Attribution {
  readonly actor: Actor;
  readonly origin: Origin;
}

/**
 * What one transaction may see and write: the actor, and the territory codes in which the actor holds the permission being
 * exercised. Row-level security binds every statement to these territories.
 */
export interface Scope extends Attribution {
  readonly territories: readonly string[];
  readonly permissions: ReadonlySet<Permission>;
  /** id of the one thing that its actor may touch, where they hold the permission by that alone: nothing beside it is for them */
  readonly guestOf?: string;
  /** who goes on record, where somebody acts through the scope of a room that may see more than they do */
  readonly onBehalfOf?: Attribution;
}

const NOWHERE: Origin = { requestId: null, ip: null };

/**
 * The scope of background work.
 * @param name room name, e.g. `ledger`; the actor becomes `system:ledger`
 * @param territories the territory codes it works for, named one by one
 */
export function systemScope(name: string, territories: readonly string[]): Scope {
  const id = `system:${name}`;
  return {
    actor: { kind: 'system', id, name: id },
    territories,
    permissions: new Set(),
    origin: NOWHERE,
  };
}
