import type { ContentOf, Resource } from './resource.js';

/** Who answers for subjects and objectives. */
export interface Team extends Resource {
  readonly description: string;
  /** how to reach the team; null = not said */
  readonly contact: string | null;
  /** mail addresses */
  readonly members: readonly string[];
}

export type TeamContent = ContentOf<Team>;
