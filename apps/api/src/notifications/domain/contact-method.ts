export type MethodKind = 'mail';

/** A verified way to somebody, as everybody may know of it: never where it leads. */
export interface ReachableBy {
  readonly methodId: string;
  readonly kind: MethodKind;
  /** of the address or number */
  readonly lastFour: string;
}
