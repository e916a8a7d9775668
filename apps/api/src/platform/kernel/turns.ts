/** Of one key, so many at once, and so many that wait for them. */
export interface TurnRule {
  readonly inside: number;
  readonly waiting: number;
}

interface Line {
  inside: number;
  readonly waiting: (() => void)[];
}

/**
 * Lets in so many at once of each key (a person, say), in the order in which they came; a few more wait, and whoever comes then is told so
 * at once. Counted in this process alone; what is over leaves nothing behind.
 */
export class Turns {
  private readonly lines = new Map<string, Line>();

  /** @param refused makes the error for whoever comes while as many wait as may */
  constructor(
    private readonly rule: TurnRule,
    private readonly refused: () => Error,
  ) {}

  /** Carries `work` out when it is its turn. @throws what `refused` makes, at once, where too many wait; and whatever `work` throws */
  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    await this.enter(key);
    try {
      return await work();
    } finally {
      this.leave(key);
    }
  }

  private enter(key: string): Promise<void> | undefined {
    const line = this.lines.get(key) ?? { inside: 0, waiting: [] };
    this.lines.set(key, line);
    if (line.inside < this.rule.inside) {
      line.inside += 1;
      return undefined;
    }
    if (line.waiting.length >= this.rule.waiting) throw this.refused();
    return new Promise((resolve) => line.waiting.push(resolve));
  }

  /** Whoever is next takes the place over: nobody who comes now gets in before. */
  private leave(key: string): void {
    const line = this.lines.get(key);
    if (!line) return;
    const next = line.waiting.shift();
    if (next) return next();
    line.inside -= 1;
    if (line.inside === 0) this.lines.delete(key);
  }
}
