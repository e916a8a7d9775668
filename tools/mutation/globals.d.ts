/** What a source with mutants asks at each of them. */
declare var __mutation: {
  /** the mutant that is on; -1 = none */
  active: number;
  reached: Set<number>;
  /** the spec that is being loaded */
  spec: string;
  on(id: number): boolean;
};
