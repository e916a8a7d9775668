/**
 * What rows said when they were last put together, each under the stamp of the data behind it: a text serves again only for
 * that very stamp. Keeps the `most` that were asked for last.
 */
export class RowTexts<T extends string = string> {
  private readonly kept = new Map<string, T>();

  constructor(private readonly most: number) {}

  /** @returns the text under this stamp, or undefined */
  recall(stamp: string): T | undefined {
    const text = this.kept.get(stamp);
    if (text !== undefined) this.keep(stamp, text);
    return text;
  }

  /** @returns the text */
  remember(stamp: string, text: T): T {
    this.keep(stamp, text);
    const oldest = this.kept.keys().next();
    if (this.kept.size > this.most && !oldest.done) this.kept.delete(oldest.value);
    return text;
  }

  private keep(stamp: string, text: T): void {
    this.kept.delete(stamp);
    this.kept.set(stamp, text);
  }
}
