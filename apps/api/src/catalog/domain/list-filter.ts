import type { NamedFilter } from '#contract';

/** Which subjects are asked for; everything left out matches all. */
export interface SubjectFilter extends NamedFilter {
  readonly kind?: string | undefined;
  readonly team?: string | undefined;
  readonly environment?: string | undefined;
  /** `key=value`, or `key` for any value */
  readonly label?: string | undefined;
}
