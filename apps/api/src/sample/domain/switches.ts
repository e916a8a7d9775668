/** What can be switched on the sample shop. Shares are 0..1. */
export interface Switches {
  readonly load: 'normal' | 'peak';
  readonly errors: number;
  readonly slowness: number;
}

/** Any of the switches; what is left out keeps its value. */
export type SwitchesPatch = { readonly [S in keyof Switches]?: Switches[S] | undefined };

/** The switches in force, and what the shop counted itself since it started. */
export interface SampleSwitches extends Switches {
  readonly totals: { readonly requests: number; readonly errors: number; readonly slow: number };
}

/** The switches alone: what an audit entry says of them. */
export function switchesOf({ load, errors, slowness }: Switches): Switches {
  return { load, errors, slowness };
}
