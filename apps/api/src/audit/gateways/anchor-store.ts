/**
 * Where heads of the chain are noted outside of the database: append-only, one line an anchor. Whoever can write to the database
 * must not be able to write here. A file so far; a Git repository or a webhook's other end take the same lines.
 */
export abstract class AnchorStore {
  /** Every line that was written whole, oldest first; none when nothing was anchored yet. */
  abstract lines(): Promise<string[]>;

  /** Resolves once the line would survive a power cut. @param line without its end */
  abstract append(line: string): Promise<void>;
}
