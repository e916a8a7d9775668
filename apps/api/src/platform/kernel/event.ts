import type { Permission } from '#contract';

/** Who hears of an event on the live stream, and what a screen does then. Events without an audience stay inside. */
export interface Audience {
  /** held in the event's territory, or anywhere when it has none */
  readonly permission: Permission;
  /** name under which it is heard, where that is another event's: its own screens make no difference between the two */
  readonly as?: string;
  /** true where the ids are people: each of them hears it, and nobody else does */
  readonly personal?: true;
  /** false where the ids would tell everybody about people and tokens */
  readonly withIds?: boolean;
  /** paths of the API, below `/api/v1`, whose answers it makes old; each covers what lies below it */
  readonly refetch: readonly string[];
}

/** What a room says of one of its events. */
export interface EventDeclaration<Name extends string = string> {
  /** `<noun>.<past participle>`, e.g. `slo.changed` */
  readonly name: Name;
  /** one sentence for the documentation */
  readonly summary: string;
  /** what the ids of the event are, e.g. `slugs of SLOs` */
  readonly ids: string;
  readonly audience: Audience | null;
}

/**
 * A fact in the past tense. It carries ids, never state: whoever hears it reads the truth from Postgres.
 * Written to the outbox in the transaction that made it true.
 */
export interface DomainEvent<Name extends string = string> {
  readonly declaration: EventDeclaration<Name>;
  /** slugs or ids of the things it is about */
  readonly ids: readonly string[];
  /** the territory it belongs to; null = concerns the whole instance */
  readonly territory: string | null;
}

/** A declared event: makes the facts of its name. */
export interface EventType<Name extends string = string> extends EventDeclaration<Name> {
  of(ids: readonly string[], territory: string | null): DomainEvent<Name>;
}

const declared = new Map<string, EventDeclaration>();

/**
 * Declares an event, once, in the `domain/` of the room that owns it. Everything that must know of it (the live stream, the
 * console, the documentation, subscriptions) is made from this.
 * @throws Error when the name is declared already
 */
export function declareEvent<const Name extends string>(
  declaration: EventDeclaration<Name>,
): EventType<Name> {
  if (declared.has(declaration.name))
    throw new Error(`the event ${declaration.name} is declared twice`);
  declared.set(declaration.name, declaration);
  return { ...declaration, of: (ids, territory) => ({ declaration, ids, territory }) };
}

/** The declaration of an event by its name; none where it belongs to a room that this program does not have. */
export function eventNamed(name: string): EventDeclaration | undefined {
  return declared.get(name);
}

/** Every event that the loaded rooms declare, by name. */
export function declaredEvents(): EventDeclaration[] {
  return [...declared.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
