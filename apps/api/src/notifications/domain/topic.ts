/** To whom a topic belongs: to a territory, or to one account alone. */
export type TopicOwner = { readonly territory: string } | { readonly userId: string };

/** Something that people are told of. */
export interface Topic {
  readonly id: string;
  /** null where it concerns one account alone */
  readonly territory: string | null;
  /** pages that were asked for at an earlier one start no more */
  readonly epoch: number;
}
