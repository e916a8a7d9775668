/** An answer with the stamp of the data it was made from. */
interface Answer {
  readonly stamp: string;
  readonly text: string;
}

/**
 * Answers that were given before, each with the stamp of the data behind it: an answer serves again only while its stamp is
 * still the present one. Keeps the `most` that were asked for last.
 */
export class Answers {
  private readonly kept = new Map<string, Answer>();

  constructor(private readonly most: number) {}

  /** @returns the text given to the same question under the same stamp, or undefined */
  recall(question: string, stamp: string): string | undefined {
    const answer = this.kept.get(question);
    if (answer?.stamp !== stamp) return undefined;
    this.keep(question, answer);
    return answer.text;
  }

  remember(question: string, stamp: string, text: string): void {
    this.keep(question, { stamp, text });
    const oldest = this.kept.keys().next();
    if (this.kept.size > this.most && !oldest.done) this.kept.delete(oldest.value);
  }

  private keep(question: string, answer: Answer): void {
    this.kept.delete(question);
    this.kept.set(question, answer);
  }
}
