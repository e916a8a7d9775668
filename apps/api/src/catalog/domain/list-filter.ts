/** Which rows of a list are asked for; everything left out matches all. */
export interface ListFilter {
  readonly territory?: string | undefined;
  /** part of a name or of a label */
  readonly q?: string | undefined;
  /** slug to continue after */
  readonly after?: string | undefined;
}

export interface SubjectFilter extends ListFilter {
  readonly kind?: string | undefined;
  readonly team?: string | undefined;
  readonly environment?: string | undefined;
  /** `key=value`, or `key` for any value */
  readonly label?: string | undefined;
}
