/** Who acts: a person, a program with an API token, or background work of our own. */
export const ACTOR_KINDS = ['user', 'token', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];
