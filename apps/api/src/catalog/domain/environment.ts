import type { ContentOf, Resource } from './resource.js';

/** Where subjects run. */
export interface Environment extends Resource {
  readonly purpose: string;
  readonly availability: string;
  readonly access: string;
  readonly owner: string;
}

export type EnvironmentContent = ContentOf<Environment>;
