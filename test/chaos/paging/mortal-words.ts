/** Where a process dies: at the n-th step, before it is taken, or once it is, before anything is heard of it. */
export interface Death {
  /** from 1 */
  readonly step: number;
  readonly side: 'before' | 'after';
}

/** What a mortal worker is told. */
export type Order =
  | { readonly do: 'sleep' }
  | { readonly do: 'wake'; readonly death: Death | null };

/** The last thing it says: which step it was. */
export interface LastWord {
  readonly what: string;
}
